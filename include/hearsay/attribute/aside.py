"""Finds the narrator's asides within quotation marks: « Oui, a dit le maire, mais plus tard. »"""

from bisect import bisect_left
from collections.abc import Iterable

from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.passage import Quotation

EDGE = " \t\n\xa0\u202f,;–—-."  # between what is said and an aside


def narrated(
    own: Iterable[Draft], within: Iterable[tuple[Quotation, Draft]], lexicon: Lexicon
) -> list[tuple[Quotation, Draft]]:
    """Those of the drafts `within` quotations that tell who speaks there, each with the rest of
    its quotation for content; none where one of the line's own drafts has that quotation.
    """
    taken = [start for draft in own for start, _ in draft.content]
    found: list[tuple[Quotation, Draft]] = []
    for quote, draft in within:
        if not _aside(draft) or any(quote.start <= start < quote.end for start in taken):
            continue
        taken.append(quote.inner)
        draft.content = _around(draft, quote, lexicon)
        draft.quotations.append(quote)
        found.append((quote, draft))
    return found


def _aside(draft: Draft) -> bool:
    """A verb before its source, with words of the quotation before both."""
    before = bool(draft.content) and draft.content[0][0] < draft.cue[0]
    return draft.rule == "verb-inverted" and before and draft.source is not None


def _around(draft: Draft, quote: Quotation, lexicon: Lexicon) -> list[tuple[int, int]]:
    line = draft.line
    at = max(draft.source[1] if draft.source else 0, bisect_left(line.starts, draft.cue[1]))
    while at < len(line.tags) and line.tags[at] not in ",;.":
        at += 1
    named = lexicon.grammar["apposition"].match(line.tags, at)  # ", élue de Brest, ..."
    if named and (line.tags[named.end() - 1] == "," or line.tags[named.end() :][:1] in ("", ".")):
        at = named.end()
    rest = line.starts[at] if at < len(line.tags) else line.sentence.end
    while rest < quote.inner_end and line.text[rest] in EDGE:
        rest += 1
    said = (quote.inner, draft.content[0][1])
    return [said, (rest, quote.inner_end)] if rest < quote.inner_end else [said]
