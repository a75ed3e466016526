"""Finds the article among the blocks of an HTML page."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from itertools import accumulate, zip_longest

from hearsay.clean.blocks import HEADINGS, Outline
from hearsay.clean.boxes import boxes_of, name_of
from hearsay.clean.prose import ends_sentence, key, once
from hearsay.lang.words import count

# A child that holds this share of its parent's prose is where the article goes on; below it the
# article is spread over several children, and their parent is its container.
DOMINANT = 0.6
# Above this share of linked characters a block is a link, not a sentence with links in it.
LINKED = 0.6
# A box (aside, figure, class="teaser") stays where boxes of its kind hold this share of the prose
# of the container: then the theme only named its article so.
BOX_SHARE = 0.4
# JSON-LD `articleBody` is believed where it covers this share of the prose found without it; many
# sites put there a first sentence only, or a whole other text.
BELIEVED = 0.8
# A headline stands before all but this share of the prose; a later one belongs to something else.
EARLY = 0.1
TITLE_MARKS = 60  # characters; a line that is longer than all headlines by more is none of them
# A standfirst is a sentence or two, not another article.
STANDFIRST_WORDS = range(6, 90)
STANDFIRST_REACH = 40  # blocks before the body among which it is sought

# Elements that hold running text whatever its length.
RUNNING = frozenset(["p", "li", "blockquote", "dd", "dt", "pre", "article", "section", "main"])


class Why(StrEnum):
    """Why a block of an HTML page is in its article, or is not."""

    KEPT = "body"
    OUTSIDE = "outside the article's container"
    BOX = "in a box: its element or class says so"
    ABOVE = "above the headline"
    LINK = "little but links"
    LABEL = "no sentence, and too short for one that broke off"
    UNTOLD = "not in the JSON-LD body, and its like neither"
    TITLE = "the headline itself"
    AGAIN = "said elsewhere in the body"
    HEADLESS = "a headline with nothing under it"
    APART = "outside the run of paragraphs"
    MARKER = "theme's own words"
    CREDIT = "credit"
    BYLINE = "byline"
    ELSEWHERE = "repeated on other pages"


def article_of(page: Outline, titles: Collection[str] = (), body: str | None = None) -> list[Why]:
    """Of each block of `page`: whether it is the article's, standfirst and headlines included.

    `titles` are the headlines the page gives itself: a line equal to one is no body. `body` is
    what JSON-LD calls the article's body: a witness that may settle what is a box.
    """
    return _Choice(page, titles).made(body)


class _Choice:
    def __init__(self, page: Outline, titles: Collection[str]) -> None:
        self.page = page
        self.blocks = page.blocks
        self.titles = {key(title) for title in titles}
        self.longest = TITLE_MARKS + max(map(len, titles), default=0)
        self.why = [Why.OUTSIDE] * len(page.blocks)
        self.boxes = list(boxes_of(page))
        self.prose = [block.prose for block in page.blocks]  # of blocks that are in no box

    def made(self, body: str | None) -> list[Why]:
        self._empty_boxes(0)
        container = _container(self.page, self.prose)
        self._empty_boxes(container)
        start, end = self.page.starts[container], self.page.ends[container]
        inside = [n for n in range(start, end) if self.why[n] is not Why.BOX]
        first = self._after_headline(inside)
        self._drop(inside[:first], Why.ABOVE)
        kept = self._kept(inside[first:])
        if body:
            kept = self._as_witnessed(kept, key(body))
        before = [n for n in range(start) if self.why[n] is not Why.BOX]
        kept = self._standfirst(before + inside[:first]) + kept
        kept = self._headed(self._once(self._untitled(kept)))
        for n in kept:
            self.why[n] = Why.KEPT
        return self.why

    def _drop(self, numbers: Iterable[int], why: Why) -> None:
        for n in numbers:
            self.why[n] = why

    def _empty_boxes(self, container: int) -> None:
        """Find the elements in `container` that hold no body, and count their prose no more."""
        first, last = self.page.starts[container], self.page.ends[container]
        sums = [0, *accumulate(self.prose)]
        masses: dict[str, int] = {}  # of all boxes of a name
        reach: dict[str, int] = {}  # the end of the last one: a box in a box of its name is one
        boxes = [  # none that holds all there is
            box
            for box in self.boxes
            if first <= box[1] and box[2] <= last and box[1:] != (first, last)
        ]
        for name, start, end in boxes:
            if start >= reach.get(name, 0):
                masses[name] = masses.get(name, 0) + sums[end] - sums[start]
                reach[name] = end
        limit = BOX_SHARE * (sums[last] - sums[first])
        emptied = 0  # all before it; what stands in a box that is out is out with it
        for name, start, end in boxes:
            if end > emptied and masses[name] <= limit:
                self._drop(range(start, end), Why.BOX)
                self.prose[start:end] = [0] * (end - start)
                emptied = end

    def _after_headline(self, inside: Sequence[int]) -> int:
        """Where the article begins: behind its headline, where that stands in the container."""
        enough = EARLY * sum(self.prose[n] for n in inside)
        start = before = 0
        for place, n in enumerate(inside):
            before += self.prose[n]
            if before > enough:
                break
            if self._tag(n) == "h1" or self._is_title(n):
                start = place + 1
        return start

    def _tag(self, n: int) -> str:
        return self.page.tags[self.blocks[n].home]

    def _is_title(self, n: int) -> bool:
        text = self.blocks[n].text
        return len(text) <= self.longest and key(text) in self.titles

    def _kept(self, numbers: Sequence[int]) -> list[int]:
        homes = {self.blocks[n].home for n in numbers if self.prose[n]}
        kept = []
        for n in numbers:
            block, tag = self.blocks[n], self._tag(n)
            if block.linked > LINKED * len(block.text):
                self.why[n] = Why.LINK
            elif tag in HEADINGS or (
                (tag in RUNNING or block.home in homes)
                and (ends_sentence(block.text) or count(block.text) > 3)
            ):
                kept.append(n)
            else:
                self.why[n] = Why.LABEL
        return kept

    def _as_witnessed(self, kept: list[int], body: str) -> list[int]:
        """`kept` without what `body` does not tell, unless it stands where told blocks stand."""
        texts = {n: self.blocks[n].text for n in kept}
        told = {n for n, text in texts.items() if key(text) in body}
        covered = sum(len(texts[n]) for n in told)
        if covered < BELIEVED * sum(map(len, texts.values())):
            return kept
        places = {self._place(n) for n in told}
        untold = [n for n in kept if self._tag(n) not in HEADINGS and self._place(n) not in places]
        self._drop(untold, Why.UNTOLD)
        return [n for n in kept if self.why[n] is not Why.UNTOLD]

    def _place(self, n: int) -> tuple[str, str]:
        page, home = self.page, self.blocks[n].home
        above = page.parents[home]
        return (
            name_of(page.tags[above], page.attributes[above]),
            name_of(page.tags[home], page.attributes[home]),
        )

    def _standfirst(self, before: list[int]) -> list[int]:
        """The sentence or two between the headline and the container of the body."""
        near = before[-STANDFIRST_REACH:]
        headlines = [
            place for place, n in enumerate(near) if self._tag(n) == "h1" or self._is_title(n)
        ]
        found = []
        for n in near[headlines[-1] + 1 if headlines else 0 :]:
            block = self.blocks[n]
            if count(block.text) in STANDFIRST_WORDS and block.linked <= LINKED * len(block.text):
                found.append(n)
        return [n for n in found if self.blocks[n].prose][:2] or found[:1]

    def _untitled(self, kept: list[int]) -> list[int]:
        titles = {n for n in kept if self._is_title(n)}
        self._drop(titles, Why.TITLE)
        return [n for n in kept if n not in titles]

    def _once(self, kept: list[int]) -> list[int]:
        news = once([self.blocks[n].text for n in kept])
        self._drop((n for n, new in zip(kept, news, strict=True) if not new), Why.AGAIN)
        return [n for n, new in zip(kept, news, strict=True) if new]

    def _headed(self, kept: list[int]) -> list[int]:
        """`kept` without the headlines that nothing follows."""
        headless = {
            n
            for n, after in zip_longest(kept, kept[1:])
            if self._tag(n) in HEADINGS
            and not self.blocks[n].prose
            and (after is None or self._tag(after) in HEADINGS)
        }
        self._drop(headless, Why.HEADLESS)
        return [n for n in kept if n not in headless]


def _container(page: Outline, prose: Sequence[int]) -> int:
    """Number of the smallest element that holds the article."""
    sums = [0, *accumulate(prose)]
    masses = [sums[end] - sums[start] for start, end in zip(page.starts, page.ends, strict=True)]
    children: dict[int, list[int]] = {}
    for n in range(1, len(masses)):
        if masses[n]:
            children.setdefault(page.parents[n], []).append(n)
    at = 0
    while at in children:
        best = max(children[at], key=masses.__getitem__)
        name = name_of(page.tags[best], page.attributes[best])
        twins = any(
            name_of(page.tags[n], page.attributes[n]) == name for n in children[at] if n != best
        )
        if masses[best] < DOMINANT * masses[at] or best not in children or twins:
            break
        at = best
    return at
