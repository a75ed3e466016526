"""Lists the records that were missed, false or wrong in part, each with its sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hearsay.contract import Span
from hearsay.records import Finding, Place
from hearsay.score.figures import HALF
from hearsay.score.gold import Expected, Marked
from hearsay.score.match import Compared, same_name

SENTENCE_END = re.compile(r"[.!?…][“”\"»«’)]*\s|\n")
LONGEST = 200  # letters of a sentence shown on either side of a cue
EXACT = ("type", "quote", "stance", "anonymity")
BESIDE = ("told", "unnamed_because")


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """`error` is missed, false or wrong; `shows` the phenomenon, or the rule of a false record."""

    error: str
    article: str
    shows: str
    record: str
    sentence: str


def errors(compared: Iterable[Compared]) -> Iterator[Error]:
    """What went wrong, article by article in order of place."""
    for one in compared:
        wrong: list[tuple[str, Finding, str, str]] = [
            ("missed", gold, gold.shows, "") for gold in one.missed
        ]
        wrong += [("false", found, found.rule, "") for found in one.false]
        for (gold, found), f1 in zip(one.pairs, one.content_f1, strict=True):
            why = "; ".join([*_differences(gold, found, f1), *_cites(one, gold, found)])
            if why:
                wrong.append(("wrong", gold, gold.shows, f": {why}"))
        for kind, record, shows, why in sorted(wrong, key=lambda told: _at(told[1])):
            yield Error(
                error=kind,
                article=one.article.name,
                shows=shows,
                record=_words(record) + why,
                sentence=sentence(_text(one.article, record.place), _anchor(record)),
            )


def sentence(text: str, span: Span) -> str:
    """The sentence that a span stands in, the span in brackets; a long one is cut."""
    first, last = max(0, span.start - LONGEST), min(len(text), span.end + LONGEST)
    start = max(
        (end.end() for end in SENTENCE_END.finditer(text, first, span.start)), default=first
    )
    end = SENTENCE_END.search(text, span.end, last)
    stop = end.end() if end else last
    return f"{text[start : span.start]}[{span.of(text)}]{text[span.end : stop]}".strip()


def _words(record: Finding) -> str:
    cites = f" -> {record.cites}" if record.cites else ""
    return f"{record.number} {record.name} ({record.type}){cites}"


def _differences(gold: Expected, found: Finding, content_f1: float) -> Iterator[str]:
    """ "found as media"; "content F1 .31: ..." """
    if not same_name(gold, found):
        yield f"found as {found.name}"
    for field in EXACT:
        if getattr(gold, field) != (told := getattr(found, field)):
            yield f"{field} found as {told}"
    for field in BESIDE:
        if bool(getattr(gold, field)) != bool(getattr(found, field)):
            yield f"{field} {'missed' if getattr(gold, field) else 'false'}"
    if content_f1 < HALF:
        yield f"content F1 {content_f1:.2f}, found {found.content_text or 'none'}"


def _cites(one: Compared, gold: Expected, found: Finding) -> Iterator[str]:
    """ "cites nobody"; a record whose upstream record was missed should cite nobody."""
    partner = {wanted.number: guess.number for wanted, guess in one.pairs}
    names = {guess.number: guess.name for guess in one.found}
    cited = found.cites if found.cites in names else None
    if cited != partner.get(gold.cites or 0):
        yield f"cites {names[cited] if cited else 'nobody'}"


def _text(article: Marked, place: Place) -> str:
    return (article.title or "") if place is Place.TITLE else article.text


def _anchor(record: Finding) -> Span:
    """Where a record stands: its cue, or its content where it has none."""
    return record.cue or record.content[0]


def _at(record: Finding) -> tuple[bool, int]:
    return record.place is not Place.TITLE, _anchor(record).start
