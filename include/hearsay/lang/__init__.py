"""Language knowledge as data: one TOML file per language, one table of outlets for all."""

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

AMBIGUOUS = "="  # marks an alias in outlets.tsv that is also an everyday word


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One line of outlets.tsv: an outlet, and every name it goes by in any language.

    `ambiguous` are the aliases that are also everyday words, marked "=" in the file ("=Bild"):
    they mean the outlet only beside an outlet descriptor or a citing cue. Where `name` is such a
    word, it stands among them too.
    """

    id: str
    name: str
    kind: str  # newspaper, magazine, agency, broadcaster, site, state-media
    country: str  # ISO 3166 alpha-2, lower case
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def pack(language: str) -> Mapping[str, Any]:
    """The tables of a language's file, empty for a language without one."""
    if language not in languages():
        return {}
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))


def section(language: str, name: str) -> Mapping[str, Any]:
    """One table of a pack, such as `residue`; empty where the pack or the table is missing."""
    table: Mapping[str, Any] = pack(language).get(name, {})
    return table


@cache
def phrases(name: str, key: str) -> tuple[str, ...]:
    """What the packs of all languages list under a key of the table `name`, the longest first."""
    told = {phrase for of in languages() for phrase in section(of, name).get(key, ())}
    return tuple(sorted(told, key=lambda phrase: (-len(phrase), phrase)))


def any_of(name: str, *keys: str) -> str:
    """A pattern for whatever the packs list under these keys of the table `name`, in lower case."""
    told = (phrase.casefold() for key in keys for phrase in phrases(name, key))
    return "|".join(map(re.escape, told))


@cache
def outlets() -> tuple[Outlet, ...]:
    """The catalogue of outlets, in the order of the file."""
    lines = (files(__name__) / "outlets.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_outlet(row) for row in rows)


def _outlet(row: Mapping[str, str]) -> Outlet:
    def many(cell: str | None) -> tuple[str, ...]:
        return tuple(part.strip() for part in (cell or "").split("|") if part.strip())

    names = many(row["aliases"])
    return Outlet(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        domains=many(row["domains"]),
        aliases=tuple(name for name in names if not name.startswith(AMBIGUOUS)),
        ambiguous=tuple(name[len(AMBIGUOUS) :] for name in names if name.startswith(AMBIGUOUS)),
    )


@cache
def outlet_of_domain() -> Mapping[str, str]:
    """Registered domain -> outlet id."""
    return {domain: outlet.id for outlet in outlets() for domain in outlet.domains}


@cache
def letters() -> Mapping[str, tuple[str, str]]:
    """Letter in lower case, without marks -> Latin letter it is written as, class of its sound.

    Vowels, and letters that are heard in some languages only, have no sound. The classes are wide
    on purpose: "Selenskyj", "Zelensky" and "Зеленський" are one row of sounds.
    """
    lines = (files(__name__) / "letters.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["letter"]: (row["latin"], row["sound"]) for row in rows}


@cache
def months() -> Mapping[str, int]:
    """Name of a month in any language -> its number; names that mean two months are left out."""
    told: dict[str, set[int]] = {}
    for language in languages():
        for number, names in enumerate(section(language, "dates").get("months", ()), 1):
            for name in names:
                told.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in told.items() if len(numbers) == 1}
