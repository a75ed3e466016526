"""Goes through a text: finds the sentences worth tokenising, and the drafts in them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from hearsay.attribute.aside import narrated
from hearsay.attribute.continuation import Trail
from hearsay.attribute.cue import drafts
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.passage import LONGEST_HEADING, Quotation, marks, paragraphs, sentences
from hearsay.attribute.words import Line, line
from hearsay.records import Place

_DASHES = (":", "-", "–", "—")


def scan(text: str, place: Place, lexicon: Lexicon) -> list[Draft]:
    """Every draft of a text, in order of place; time grows with the length of the text."""
    hits = _hits(text, lexicon)
    trail = Trail(lexicon)
    found: list[Draft] = []
    quoting, _ = marks(tuple(lexicon.pack["quotation_marks"]))
    for number, (start, end) in enumerate(paragraphs(text)):
        heading = end - start < LONGEST_HEADING and any(m in text[start:end] for m in _DASHES)
        if not (heading or _hit(hits, start, end) or quoting.search(text, start, end)):
            continue
        if lexicon.leads_away is not None and lexicon.leads_away.match(text, start):
            continue
        for sentence in sentences(text, start, end, number, lexicon):
            if (
                sentence.quotations
                or sentence.heading
                or _hit(hits, sentence.start, sentence.end)
                or trail.awaits(sentence)
            ):
                made = line(text, sentence, lexicon, place)
                own, within = drafts(made, lexicon), list(_inside(made, hits, lexicon))
                asides = narrated(own, within, lexicon) if lexicon.pack.get("asides_within") else []
                found += trail.follow(made, own + [draft for _, draft in asides])
                found += _nested(within, {quote for quote, _ in asides})
            else:
                trail.skip(sentence)
    return found


def _inside(outer: Line, hits: list[int], lexicon: Lexicon) -> Iterator[tuple[Quotation, Draft]]:
    """Drafts within the quotations of a line, each with its quotation."""
    for at, quote in outer.quotes.items():
        if outer.tags[at] != "Q" or not _hit(hits, quote.inner, quote.inner_end):
            continue
        if not outer.text[quote.inner].isupper():
            continue  # a fragment, no sentence of its own
        number = outer.sentence.paragraph
        for inner in sentences(outer.text, quote.inner, quote.inner_end, number, lexicon):
            if _hit(hits, inner.start, inner.end):
                made = line(outer.text, inner, lexicon, outer.place)
                for draft in drafts(made, lexicon):
                    yield quote, draft


def _nested(
    within: Iterable[tuple[Quotation, Draft]], asides: Collection[Quotation]
) -> Iterator[Draft]:
    """Whom a speaker quotes in turn."""
    for quote, draft in within:
        named = draft.source is not None and draft.line.tags[draft.source[0]] != "P"
        if named and quote not in asides:
            draft.nested = True
            yield draft


def _hits(text: str, lexicon: Lexicon) -> list[int]:
    """Offsets where a word stands that can be part of a cue."""
    low = text.lower()
    if len(low) != len(text):  # "İ" grows when lowered
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    low = low.replace("’", "'")
    size = len(low)
    found = []
    for end, length in lexicon.triggers.iter(low):
        start = end - length + 1
        if (start == 0 or not low[start - 1].isalpha()) and (
            end + 1 == size or not low[end + 1].isalpha()
        ):
            found.append(start)
    if lexicon.openers is not None:
        found += [opener.start() for opener in lexicon.openers.finditer(text)]
    found.sort()
    return found


def _hit(hits: list[int], start: int, end: int) -> bool:
    at = bisect_left(hits, start)
    return at < len(hits) and hits[at] < end
