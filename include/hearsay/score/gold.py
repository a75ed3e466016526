"""Reads articles whose attributions are marked: what an engine should find in them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearsay.records import Finding, Place, Quote, SourceType, Stance
from hearsay.score.marks import ROLES, GoldError, Roles, Unmarked, unmarked
from hearsay.score.quoted import quote_of

ARTICLE_KEYS: Mapping[str, type] = {"title": str, "text": str, "shows": list, "record": list}
RECORD_KEYS: Mapping[str, type] = {
    "name": str,
    "type": str,
    "shows": str,
    "cites": int,
    "stance": str,
    "anonymity": int,
    "reason": str,
    "quote": str,  # only where the quotation marks do not tell it
    "aliases": list,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected(Finding):
    """An attribution that should be found, and the phenomenon that it is an example of."""

    shows: str = ""
    aliases: tuple[str, ...] = ()  # other names that count as right


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An article with what should be found in it; `name` is its file's, below the folder.

    `shows` lists its phenomena, those of its records and those where nothing must be found.
    """

    name: str
    language: str
    title: str | None
    text: str
    shows: tuple[str, ...]
    records: tuple[Expected, ...]


def read_folder(folder: Path, language: str | None = None) -> list[Marked]:
    """The articles of `folder/<language>/*.toml`, of one language or of all, in order of name.

    Raises GoldError where there is none, and for the first one that cannot be read.
    """
    paths = sorted(folder.glob(f"{language or '*'}/*.toml"))
    if not paths:
        wanted = folder / (language or "<language>") / "*.toml"
        raise GoldError(f"no gold: there is no {wanted} (docs/accuracy.md shows such a file)")
    return [read(path) for path in paths]


def read(path: Path) -> Marked:
    """One marked article, its language that of its folder; raises GoldError."""
    name = f"{path.parent.name}/{path.name}"
    try:
        return _article(name, path.parent.name, tomllib.loads(path.read_text("utf-8")))
    except (GoldError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GoldError(f"{name}: {error}") from error


def expected(
    number: int, place: Place, text: str, roles: Roles, told: Mapping[str, Any], quote: Quote
) -> Expected:
    """The record `number`: its spans in `text` by role, and what is told of it beside them."""
    source, cue, to = (next(iter(roles.get(role, ())), None) for role in ("source", "cue", "told"))
    content = tuple(roles.get("content", ()))
    return Expected(
        number=number,
        place=place,
        source=source,
        source_text=source.of(text) if source else None,
        name=told["name"],
        type=SourceType(told["type"]),
        source_id=None,
        anonymity=told.get("anonymity", 0),
        unnamed_because=told.get("reason"),
        cue=cue,
        cue_text=cue.of(text) if cue else None,
        stance=Stance(told.get("stance", Stance.NEUTRAL)),
        told=to,
        told_id=None,
        content=content,
        content_text=" … ".join(span.of(text) for span in content) or None,
        quote=quote,
        cites=told.get("cites"),
        rule="gold",
        shows=told.get("shows", ""),
        aliases=tuple(told.get("aliases", ())),
    )


def _article(name: str, language: str, told: Mapping[str, Any]) -> Marked:
    _known(told, ARTICLE_KEYS)
    if "text" not in told:
        raise GoldError("it has no text")
    rows = told.get("record", [])
    title, text = (unmarked(told.get(key, "").rstrip("\n")) for key in ("title", "text"))
    if extra := sorted(number for number in {*title.roles, *text.roles} if number > len(rows)):
        raise GoldError(f"mark {extra[0]}: there are only {len(rows)} records")
    records = []
    for number, row in enumerate(rows, 1):
        try:
            records.append(_record(number, row, *_place(number, title, text), len(rows)))
        except ValueError as error:
            raise GoldError(f"record {number}: {error}") from error
    return Marked(
        name=name,
        language=language,
        title=title.text or None,
        text=text.text,
        shows=tuple(told.get("shows", ())),
        records=tuple(records),
    )


def _place(number: int, title: Unmarked, text: Unmarked) -> tuple[Place, Unmarked]:
    """Where the marks of a record stand."""
    if number not in title.roles and number not in text.roles:
        raise GoldError(f"no mark has the number {number}")
    if number in title.roles and number in text.roles:
        raise GoldError("its marks stand in the title and in the text")
    return (Place.TITLE, title) if number in title.roles else (Place.TEXT, text)


def _record(
    number: int, row: Mapping[str, Any], place: Place, where: Unmarked, last: int
) -> Expected:
    """One `[[record]]` with what its marks hold."""
    _known(row, RECORD_KEYS)
    if missing := [key for key in ("name", "type") if key not in row]:
        raise GoldError(f"it has no {missing[0]}")
    roles = where.roles[number]
    if twice := [letter for letter in "scv" if len(roles.get(ROLES[letter], ())) > 1]:
        raise GoldError(f"it has two marks <{twice[0]}{number}>; only content may have several")
    if not (roles.get("cue") or roles.get("content")):
        both = f"<c{number - 1 or 2}><c{number}>zitiert</c{number}></c{number - 1 or 2}>"
        raise GoldError(f"it has neither cue nor content; records may share a cue: {both}")
    cites = row.get("cites", 0)
    if "cites" in row and (cites == number or not 1 <= cites <= last):
        raise GoldError(f"it cites {cites}, which is no other record")
    cue, content = next(iter(roles.get("cue", ())), None), roles.get("content", ())
    told = row.get("quote") or quote_of(where.text, cue, content, where.quoted)
    return expected(number, place, where.text, roles, row, Quote(told))


def _known(told: Any, keys: Mapping[str, type]) -> None:
    if not isinstance(told, dict):
        raise GoldError(f"it is no table: {told!r}")
    for key, value in told.items():
        if key not in keys:
            raise GoldError(f"{key!r} is no key; there are {', '.join(keys)}")
        if not isinstance(value, keys[key]):
            raise GoldError(f"{key} is no {keys[key].__name__}: {value!r}")
