"""Finds verbs that report by their place alone, whatever they mean: "...", seufzte die Wirtin."""

from collections.abc import Iterator, Sequence

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_end, clause_start, noun_phrase
from hearsay.attribute.words import Line, is_title

# Behind a source that stands between quotation and the rest: "..., sighed Beispiel in the rain".
_CLOSES = frozenset(["", *",.;:-pOQbr#"])
SHORTEST_VERB = 3  # letters


def frames(line: Line, found: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts of verbs beside a quotation that none of the drafts `found` reports; where one has
    the same cue, it takes the quotation for its content.
    """
    cues = {draft.cue: draft for draft in found}
    for at in sorted(line.quotes):
        quote = line.quotes[at]
        if line.tags[at] != "Q" or any(_covers(draft, quote.inner) for draft in cues.values()):
            continue
        if line.tags[:at][-1:] in ("", ",", ":"):
            draft = None if quote.continues else _beside(line, at, lexicon)
        else:
            draft = _within(line, at, lexicon)
        if draft is not None and (same := cues.get(draft.cue)) is not None:
            same.content = draft.content
        elif draft is not None:
            cues[draft.cue] = draft
            yield draft
    if not cues and (draft := _closing(line, lexicon)) is not None:
        yield draft


def _covers(draft: Draft, offset: int) -> bool:
    return any(start <= offset < end for start, end in draft.content)


def _beside(line: Line, quoted: int, lexicon: Lexicon) -> Draft | None:
    """A verb and its subject behind a quotation that is a clause: it ends in a mark."""
    first = quoted + 1
    if line.tags[first : first + 1] in tuple(",-"):
        first += 1
    elif line.text[line.quotes[quoted].inner_end - 1] not in ",?!…":
        return None
    held, verb = noun_phrase(line, first + 1, lexicon), first
    if held is None or not _verb(line, verb):
        held = None if lexicon.verb_second else noun_phrase(line, first, lexicon)
        verb = held[1] if held else first
    end = max(held[1], verb + 1) if held else 0
    if held is None or not _verb(line, verb) or line.tags[end : end + 1] not in _CLOSES:
        return None
    tail = (end, len(line.tags)) if line.tags[end : end + 2] in (",Q", ":Q") else (end, end)
    spans = content.offsets(line, [(0, first), tail])
    return Draft(line, "frame-quotation", line.span(verb, verb + 1), held, spans)


def _within(line: Line, quoted: int, lexicon: Lexicon) -> Draft | None:
    """A verb before a quotation in its own clause: "Beispiel branded the plan "a joke"."""
    first = clause_start(line.tags, quoted)
    while line.tags[first] in "bcS":
        first += 1
    held = noun_phrase(line, first, lexicon)
    verb = reporting(line, held[1], lexicon) if held else None
    if held is None or verb is None or verb >= quoted or is_title(line, quoted):
        return None
    if line.words[verb] in lexicon.listed("words", "verb"):
        return None  # "veut", "made": listed because they report nothing by themselves
    spans = content.offsets(line, [(verb + 1, clause_end(line.tags, quoted))])
    return Draft(line, "frame-object", line.span(verb, verb + 1), held, spans, firm=False)


def _closing(line: Line, lexicon: Lexicon) -> Draft | None:
    """A verb and its subject that close a sentence behind what is reported: ", polterte sie"."""
    tags = line.tags
    end = len(tags.rstrip(".;~"))
    comma = tags.rfind(",", 0, end)
    if not set(lexicon.pack.get("reported_lead", "")) & set(tags[: max(comma, 0)]):
        return None
    held, verb = noun_phrase(line, comma + 2, lexicon), comma + 1
    if held is None or not _verb(line, verb) or tags[:1] in ("S", "R"):
        return None
    if held[1] < end and tags[held[1]] not in _CLOSES:
        return None
    spans = content.offsets(line, [(0, comma)])
    return Draft(line, "frame-closing", line.span(verb, verb + 1), held, spans, firm=False)


def reporting(line: Line, at: int, lexicon: Lexicon) -> int | None:
    """The word that is the verb of the subject that ends at word `at`, where it can report."""
    between = "bn" if lexicon.verb_second else "bnAM"
    while at < len(line.tags) and line.tags[at] in between:
        at += 1
    return at if _verb(line, at) else None


def _verb(line: Line, at: int) -> bool:
    """Whether a word can be a finite verb: no word of grammar, and in small letters."""
    if at >= len(line.words) or line.tags[at] not in "amxvUVIJ":
        return False
    word = line.words[at]
    return word.islower() and word.isalpha() and len(word) >= SHORTEST_VERB
