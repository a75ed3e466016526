"""Finds the article among the blocks of an HTML page."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from lxml import etree

from hearsay.clean.blocks import Block, Blocks
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
# A standfirst is a sentence or two, not another article.
STANDFIRST_WORDS = range(6, 90)
STANDFIRST_REACH = 40  # blocks before the body among which it is sought

# Elements that hold running text whatever its length.
RUNNING = frozenset(["p", "li", "blockquote", "dd", "dt", "pre", "article", "section", "main"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BOXES = frozenset(
    ["aside", "figure", "figcaption", "nav", "footer", "form", "menu", "details", "table"]
)
# Words in class names, as themes of any language write them.
_BOX_NAMES = """
    ad ads advert advertisement advertorial anzeige aside author authors autor banner bio
    breadcrumb breadcrumbs byline callout caption captions cookie cookies comment comments consent
    copyright gdpr onetrust privacy usercentrics didomi sourcepoint
    credit credits disclaimer embed factbox figcaption figure footer gallery hidden infobox kicker
    media meta metadata more nav newsletter note overlay player popup promo promotion
    pullquote quotebox read-more readmore recirc recommended recommendation recommendations
    related share sharing sidebar signup social source sponsor sponsored subscribe subscription
    tag tags taglist teaser teasers toc toolbar tooltip tweet video widget
"""
_BOX_NAME = re.compile(rf"(?<![a-z])(?:{'|'.join(_BOX_NAMES.split())})(?![a-z])")
_DIGIT = re.compile(r"\d")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def article_blocks(
    page: Blocks, titles: Collection[str] = (), body: str | None = None
) -> list[Block]:
    """The blocks of `page` that are its article, standfirst and section headlines included.

    `titles` are the headlines the page gives itself: a line equal to one is no body. `body` is
    what JSON-LD calls the article's body: a witness that may settle what is a box.
    """
    numbers = set().union(*(block.path for block in page.blocks))
    names = {n: _name(page.elements[n]) for n in numbers}
    known = {key(title) for title in titles}
    before, inside = _parted(page.blocks, names)
    first = _after_headline(inside, known)
    homes = {block.path for block in inside if block.prose}
    kept = [block for block in inside[first:] if _keeps(block, block.path in homes)]
    if body:
        kept = _as_witnessed(kept, names, body)
    kept = _standfirst(before + inside[:first], known) + kept
    kept = [block for block in kept if key(block.text) not in known]
    news = once([block.text for block in kept])
    return _headed([block for block, new in zip(kept, news, strict=True) if new])


def _parted(blocks: Sequence[Block], names: Mapping[int, str]) -> tuple[list[Block], list[Block]]:
    """The blocks before the container of the body, and those in it; none of them in a box."""
    free = _unboxed(blocks, names)
    container = _container(free, names)
    start = next((n for n, block in enumerate(free) if container in block.path), len(free))
    inside = [block for block in free[start:] if container in block.path]
    return free[:start], _unboxed(inside, names)


def _unboxed(blocks: Sequence[Block], names: Mapping[int, str]) -> list[Block]:
    boxes = _boxes(blocks, names) if blocks else set()
    return [block for block in blocks if boxes.isdisjoint(block.path)]


def _boxes(blocks: Sequence[Block], names: Mapping[int, str]) -> set[int]:
    """Numbers of the elements around `blocks` that hold no body."""
    below = set().union(*(block.path for block in blocks))
    below -= set(blocks[0].path).intersection(*(block.path for block in blocks))
    named = {n for n in below if _is_box(names[n])}
    masses: Counter[str] = Counter()
    for block in blocks:
        if block.prose:
            for name in {names[n] for n in named.intersection(block.path)}:
                masses[name] += block.prose
    limit = BOX_SHARE * sum(block.prose for block in blocks)
    return {n for n in named if masses[names[n]] <= limit}


def _container(blocks: Collection[Block], names: Mapping[int, str]) -> int:
    masses: Counter[int] = Counter()
    children: dict[int, set[int]] = {}
    for block in blocks:
        if block.prose:
            for up, down in zip(block.path, block.path[1:], strict=False):
                children.setdefault(up, set()).add(down)
            for n in block.path:
                masses[n] += block.prose
    at = 0
    while at in children:
        best = max(children[at], key=masses.__getitem__)
        twins = any(names[n] == names[best] for n in children[at] if n != best)
        if masses[best] < DOMINANT * masses[at] or best not in children or twins:
            break
        at = best
    return at


def _after_headline(inside: Sequence[Block], titles: Collection[str]) -> int:
    """Where the article begins: behind its headline, where that stands in the container."""
    enough = EARLY * sum(block.prose for block in inside)
    start = before = 0
    for n, block in enumerate(inside):
        before += block.prose
        if before > enough:
            break
        if block.tag == "h1" or key(block.text) in titles:
            start = n + 1
    return start


def _name(element: etree._Element) -> str:
    """What tells elements of one kind from others: tag, class, id, whether it is hidden."""
    name = f"{element.tag} {element.get('class', '')}"
    own = element.get("id")
    if own and not _DIGIT.search(own):  # id="post-63076" tells two of a kind apart
        name += f" {own}"
    style = element.get("style")
    if style and "display:none" in style.replace(" ", ""):
        name += " hidden"
    return name


@lru_cache(maxsize=1 << 14)
def _is_box(name: str) -> bool:
    tag, _, classes = name.partition(" ")
    return tag in BOXES or bool(_BOX_NAME.search(_CAMEL.sub("-", classes).lower()))


def _keeps(block: Block, at_home: bool) -> bool:
    if block.linked > LINKED * len(block.text):
        return False
    if block.tag in HEADINGS:
        return True
    if block.tag in RUNNING or at_home:
        return ends_sentence(block.text) or count(block.text) > 3
    return False


def _standfirst(before: list[Block], titles: Collection[str]) -> list[Block]:
    """The sentence or two between the headline and the container of the body."""
    near = before[-STANDFIRST_REACH:]
    headlines = [n for n, b in enumerate(near) if b.tag == "h1" or key(b.text) in titles]
    found = [
        b
        for b in near[headlines[-1] + 1 if headlines else 0 :]
        if count(b.text) in STANDFIRST_WORDS and b.linked <= LINKED * len(b.text)
    ]
    return [b for b in found if b.prose][:2] or found[:1]


def _as_witnessed(kept: list[Block], names: Mapping[int, str], body: str) -> list[Block]:
    """`kept` without what `body` does not tell, unless it stands where told blocks stand."""

    def place(block: Block) -> tuple[str, ...]:
        return tuple(names[n] for n in block.path[-2:])

    whole = key(body)
    told = {id(block) for block in kept if key(block.text) in whole}
    covered = sum(len(block.text) for block in kept if id(block) in told)
    if covered < BELIEVED * sum(len(block.text) for block in kept):
        return kept
    places = {place(block) for block in kept if id(block) in told}
    return [block for block in kept if block.tag in HEADINGS or place(block) in places]


def _headed(kept: list[Block]) -> list[Block]:
    """`kept` without the headlines that nothing follows."""
    return [
        b
        for b, after in zip_longest(kept, kept[1:])
        if b.tag not in HEADINGS or b.prose or (after and after.tag not in HEADINGS)
    ]
