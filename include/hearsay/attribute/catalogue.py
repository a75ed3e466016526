"""Finds the outlets of the catalogue in a phrase, as a language inflects their names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from hearsay import lang
from hearsay.attribute.lexicon import Lexicon

# The longest outlet name that is looked up within a phrase, in words.
LONGEST_OUTLET = 6
_MARKS = re.compile(r"[\"„“”»«]")
Entry = tuple[lang.Outlet, str]  # an outlet, and one of its names


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Names of outlets, as they are written."""

    plain: Mapping[str, Entry]
    domains: Mapping[str, Entry]  # in lower case
    everyday: Mapping[str, Entry]  # names that are also everyday words
    stems: Mapping[str, Entry]  # names of several words, without the endings of adjectives


@cache
def plain_names() -> frozenset[str]:
    """Every name of an outlet that means nothing else."""
    return frozenset(name for outlet in lang.outlets() for name in _plain(outlet))


@cache
def lowercase_outlets() -> frozenset[str]:
    """Outlets that are written small: dpa."""
    return frozenset(name for name in plain_names() if name.islower() and name.isalpha())


def outlet(words: tuple[str, ...], lexicon: Lexicon, beside: bool = False) -> Entry | None:
    """The outlet whose name stands in a phrase, the longest first, and its name there.

    A name that is also an everyday word counts only `beside` a cue or a word for an outlet.
    """
    for size in range(min(LONGEST_OUTLET, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            small = words[at][:1].islower() and "." not in words[at]
            if small and words[at] not in lowercase_outlets():
                continue
            name = _MARKS.sub("", " ".join(words[at : at + size]))
            if (found := _entry(name, lexicon, beside)) is not None:
                return found
    return None


def _entry(name: str, lexicon: Lexicon, beside: bool) -> Entry | None:
    known = _catalogue(lexicon.language)
    for form in _forms(name, lexicon):
        found = known.plain.get(form) or known.domains.get(form.lower())
        if found is None and (beside or len(name) > len(form) + 1):
            found = known.everyday.get(form)  # "Bild-Zeitung" tells what it is by itself
        if found is not None:
            return found[0], form
        if " " in form and (found := known.stems.get(stem(form, lexicon.language))):
            return found
    return None


def _forms(name: str, lexicon: Lexicon) -> Iterator[str]:
    """A name as it stands, and without the ending of a genitive or a word for an outlet."""
    yield name
    for ending in lexicon.pack["outlet_endings"].split():
        if name.endswith(ending):
            yield name.removesuffix(ending)


@cache
def _catalogue(language: str) -> Catalogue:
    plain: dict[str, Entry] = {}
    domains: dict[str, Entry] = {}
    everyday: dict[str, Entry] = {}
    stems: dict[str, Entry] = {}
    for outlet in lang.outlets():
        for name in _plain(outlet):
            plain.setdefault(name, (outlet, name))
            if " " in name and (form := stem(name, language)) != name:
                stems.setdefault(form, (outlet, name))
        for name in outlet.domains:
            domains.setdefault(name, (outlet, name))
        for name in outlet.ambiguous:
            everyday.setdefault(name, (outlet, name))
    return Catalogue(plain, domains, everyday, stems)


def _plain(outlet: lang.Outlet) -> list[str]:
    return [name for name in (outlet.name, *outlet.aliases) if name not in outlet.ambiguous]


def stem(name: str, language: str) -> str:
    """ "Süddeutschen Zeitung", "Süddeutsche Zeitung": alike without the adjective's ending."""
    ending: str | None = lang.section(language, "attribution").get("adjective_ending")
    if ending is None:
        return name
    *adjectives, noun = name.split()
    return " ".join([*(re.sub(ending, "", word) for word in adjectives), noun])
