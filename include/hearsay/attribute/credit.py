"""Finds whom a text was taken from: the outlets that its credit and its origin line name."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from hearsay import lang
from hearsay.attribute.catalogue import stem
from hearsay.contract import Span
from hearsay.records import Finding, Place, Quote, SourceType, Stance

# "ino/dpa", "ntv.de", "F.A.Z.", "dpa-AFX", "Agence France-Presse"
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
LONGEST_OUTLET = 6  # words


def credits(lines: Mapping[Place, str | None], before: int) -> list[Finding]:
    """Every outlet of the catalogue in the columns `lines`, once for each column, numbered on
    from `before`. No statement is theirs alone, so that they have no content.
    """
    found = [(place, *one) for place, told in lines.items() for one in _outlets(told or "", place)]
    return [
        Finding(
            number=number,
            place=place,
            source=source,
            source_text=source.of(lines[place] or ""),
            name=outlet.name,
            type=SourceType.MEDIA,
            source_id=outlet.id,
            anonymity=0,
            unnamed_because=None,
            cue=None,
            cue_text=None,
            stance=Stance.NEUTRAL,
            told=None,
            told_id=None,
            content=(),
            content_text=None,
            quote=Quote.INDIRECT,
            cites=None,
            rule=f"{place}-line",
        )
        for number, (place, outlet, source) in enumerate(found, before + 1)
    ]


def _outlets(told: str, place: Place) -> Iterator[tuple[lang.Outlet, Span]]:
    """The outlets named in a text, each where it stands first, the longest name of all."""
    known, words, seen = _names(place), list(_WORD.finditer(told)), set[str]()
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_OUTLET, len(words) - at), 0, -1):
            outlet = _entry(known, " ".join(word[0] for word in words[at : at + size]))
            if outlet is not None:
                break
        else:
            size = 1
        if outlet is not None and outlet.id not in seen:
            seen.add(outlet.id)
            yield outlet, Span(start=words[at].start(), end=words[at + size - 1].end())
        at += size


def _entry(known: Mapping[str, lang.Outlet], name: str) -> lang.Outlet | None:
    return next((known[form] for form in _forms(name) if form in known), None)


def _forms(name: str) -> list[str]:
    """A name as it stands, and without endings: "in der Süddeutschen Zeitung"."""
    return [name, *(stem(name, language) for language in lang.languages())]


@cache
def _names(place: Place) -> Mapping[str, lang.Outlet]:
    """Forms of a name -> its outlet. A name that is also an everyday word is none in a credit,
    where reporters stand, unless it is an agency's: "Reporting by Andy Stern", "AP".
    """
    names: dict[str, lang.Outlet] = {}
    for outlet in lang.outlets():
        own = {outlet.name, *outlet.aliases, *outlet.domains} - set(outlet.ambiguous)
        if place is Place.ORIGIN or outlet.kind == "agency":
            own |= set(outlet.ambiguous)
        for name in own:
            for form in _forms(" ".join(_WORD.findall(name))):
                names.setdefault(form, outlet)
    return names
