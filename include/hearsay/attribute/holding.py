"""Finds sources behind a noun for what they said: "nach Angaben der Polizei", "aux yeux de X"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hearsay import lang
from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.fixed import around
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.order import subject
from hearsay.attribute.source import after, clause_end, clause_start, is_time, noun_phrase
from hearsay.attribute.words import FINITE, Line
from hearsay.records import SourceType

# "nach den bisherigen Angaben": words between the preposition and its noun.
LONGEST_HOLDER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderNouns:
    """Nouns for what somebody said, behind one preposition."""

    nouns: frozenset[str]
    compounds: re.Pattern[str] | None  # "Polizeiangaben"
    whole: bool  # the noun speaks itself: "de source diplomatique"
    owned: bool  # only with its owner before it: "in Example's view"
    bare: bool  # with neither owner nor words that describe it
    postposed: bool  # "seiner Ansicht nach"


@cache
def _holder_nouns(language: str) -> Mapping[str, Sequence[HolderNouns]]:
    found: dict[str, list[HolderNouns]] = {}
    for told in lang.section(language, "attribution").get("holder_nouns", ()):
        compounds = told.get("compounds")
        made = HolderNouns(
            nouns=frozenset(told["nouns"].split()),
            compounds=re.compile(compounds, re.IGNORECASE) if compounds else None,
            **{key: told.get(key, False) for key in ("whole", "owned", "bare", "postposed")},
        )
        found.setdefault(told["preposition"], []).append(made)
    return found


def holders(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "nach Angaben der Polizei", "nach norwegischen Angaben", "nach Polizeiangaben"."""
    tables, whereby = _holder_nouns(lexicon.language), lexicon.listed("reported_by")
    for at, word in enumerate(line.words):
        low = word.lower()
        if low in whereby:
            yield from _whereby(line, at, at + 1, lexicon)
        if (of := tables.get(low)) is None:
            continue
        relative = line.words[at + 1 : at + 2]
        if line.tags[at + 1 : at + 2] in tuple("EdgS") and not lexicon.listed(
            "reported_relatives"
        ).isdisjoint(relative):
            yield from _whereby(line, at, at + 2, lexicon)
        for table in of:
            yield from _behind(line, at, table, lexicon)


def _behind(line: Line, at: int, table: HolderNouns, lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts of a noun behind the preposition at word `at`, or before it."""
    if table.whole:
        yield from _whole(line, at, table.nouns, lexicon)
        return
    for noun in range(at + 1, min(len(line.words), at + 1 + LONGEST_HOLDER)):
        if line.tags[noun] not in "DEdgaN#mbG" and noun > at + 1:
            break
        word = line.words[noun]
        plain = word in table.nouns
        if not plain and (table.compounds is None or not table.compounds.search(word)):
            continue
        draft = (_owned if table.owned else _holder)(line, at, noun, plain, lexicon)
        alone = noun == at + 1 and plain and draft and draft.rule == "holder-compound"
        if draft is not None and (table.bare or not alone):
            yield draft
        break
    before = line.tags[max(0, at - 3) : max(0, at - 1)]
    if (
        table.postposed
        and re.search("(?<![DEdg])[DEdg]$", before)
        and line.words[at - 1] in table.nouns
    ):
        spans = around(line, at - 2, at + 1)  # "seiner Ansicht nach"
        yield _possessive(line, at - 2, line.span(at - 1, at + 1), spans, lexicon)


def _whereby(line: Line, at: int, first: int, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Berichte, wonach ...", "eine Studie, nach der ...": what stands before says it."""
    tags = line.tags
    end = clause_end(tags, first)
    if at == 0 or tags[at - 1] != "," or tags[end - 1] not in "VABMKvmaxU":
        return
    for start in range(clause_start(tags, at - 1), at - 1):
        held = reach = noun_phrase(line, start, lexicon)
        while reach and (more := lexicon.grammar["modifier"].match(tags, reach[1])):
            reach = start, more.end()
        if held is None or reach is None or reach[1] != at - 1:
            continue
        kinds = [lexicon.kind(word) for word in line.words[held[0] : held[1]]]
        if first == at + 1 or any(kind and kind[0] is SourceType.DOCUMENT for kind in kinds):
            spans = content.offsets(line, [(first, end)])
            source = held if first == at + 1 else (at + 1, first)
            yield Draft(
                line, "whereby", line.span(at, at + 1), source, spans, relative=first > at + 1
            )
        return


def _whole(line: Line, at: int, nouns: frozenset[str], lexicon: Lexicon) -> Iterator[Draft]:
    """ "de source diplomatique", "a-t-on appris de sources judiciaires": the noun speaks."""
    held = noun_phrase(line, at + 1, lexicon)
    if held is None or nouns.isdisjoint(line.words[held[0] : held[1]]):
        return
    learned = at - 1
    while learned > 0 and line.tags[learned] in "bmN#":
        learned -= 1
    cue = learned if learned in line.senses else at
    first = clause_start(line.tags, cue)
    if cue == at and (first < at or line.tags[held[1] : held[1] + 1] not in ("", ",", ".")):
        return
    spans = around(line, first, held[1])
    if spans:
        yield Draft(line, "holder-noun", line.span(cue, cue + 1), held, spans)


def _owned(line: Line, at: int, noun: int, _plain: bool, lexicon: Lexicon) -> Draft | None:
    """ "in the minister's view", "in his opinion"."""
    mark = line.tags.rfind("G", at + 1, noun)
    own = {word.lower() for word in line.words[at + 1 : noun]} & lexicon.listed("possessives")
    if mark > at + 1:
        spans = around(line, at, noun + 1)
        return Draft(line, "holder-noun", line.span(noun, noun + 1), (at + 1, mark), spans)
    if not own:
        return None
    return Draft(line, "holder-noun", line.span(at, noun + 1), None, around(line, at, noun + 1))


def _holder(line: Line, at: int, noun: int, plain: bool, lexicon: Lexicon) -> Draft:
    before = range(at + 1, noun)
    own = [i for i in before if line.words[i].lower() in lexicon.listed("possessives")]
    named = [i for i in before if line.tags[i] in "NL"]
    if own:
        spans = around(line, at, noun + 1)
        return _possessive(line, own[0], line.span(at, noun + 1), spans, lexicon)
    origin = lexicon.pack.get("origin")
    foreign = origin and any(re.search(origin, line.words[i]) for i in [*before, noun])
    described = noun > at + 1 and line.tags[noun + 1 : noun + 2] not in tuple("DEdgO")
    known = plain and not foreign and not described
    held = _owner(line, noun, lexicon) if known else None
    if held is not None:
        spans = around(line, at, held[1])
        return Draft(line, "holder-noun", line.span(at, noun + 1), held, spans)
    spans = around(line, at, noun + 1)
    if named and plain and not foreign:
        owner = (named[0], named[-1] + 1)
        return Draft(line, "holder-noun", line.span(noun, noun + 1), owner, spans)
    return Draft(line, "holder-compound", line.span(at, at + 1), (at + 1, noun + 1), spans)


def _owner(line: Line, noun: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Whose "Angaben" they are: "der Polizei", "von Anwohnern"; "für zehn Tage" is nobody."""
    tag, word = line.tags[noun + 1 : noun + 2], "".join(line.words[noun + 1 : noun + 2])
    links = lexicon.listed("owner_links")
    if tag == "O" and links and word not in links:
        return None
    if tag not in tuple("DEdgNLa#O"):
        return None
    held = noun_phrase(line, noun + 1 + (tag == "O"), lexicon)
    head = next((i for i in range(*(held or (0, 0))) if line.tags[i] in "NLm#"), None)
    if head is None or line.tags[head] == "#":
        return None
    return None if is_time(line, (head, head + 1), lexicon) else held


def _possessive(
    line: Line, at: int, cue: tuple[int, int], spans: list[tuple[int, int]], lexicon: Lexicon
) -> Draft:
    """ "nach seinen Angaben": the word stands for its owner; "eigenen" for the subject."""
    word = line.words[at].lower()
    held = (at, at + 1) if word in lexicon.pack["pronouns"] else None
    draft = Draft(line, "holder-noun", cue, held, spans)
    if word in lexicon.listed("own"):
        start, end = clause_start(line.tags, at), clause_end(line.tags, at)
        finite = next((i for i in range(start, end) if line.tags[i] in FINITE), None)
        if finite is not None:
            words = subject(line, finite, lexicon).words
        else:  # "Nach eigenen Angaben verschickte der Verband ...": an unknown verb in second place
            words = after(line, at + 3, lexicon)
        draft.hint = (line, words) if words else None
    return draft
