"""What the pages say, in the language of the reader: one TOML file a language."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.numbers import format_decimal, format_percent
from fastapi import Request

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "de")  # the first one where a reader wants neither
COOKIE = "hearsay_language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, `nav.overview` -> `Overview`, and how it writes numbers."""

    language: str
    told: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key; raises KeyError where the file lacks it."""
        return self.told[key].format(**values)

    def column(self, name: str) -> str:
        """How a column is headed: as the file says, else by its own name."""
        first, _, rest = name.partition("_")
        if first in ("unique", "own") and rest:
            return self(f"texts.column_{first}", column=self.column(rest))
        return self.told.get(f"column.{name}", name.replace("_", " "))

    def value(self, name: str) -> str:
        """How a value of a closed list is told: `anonymous`, `hedged`."""
        return self.told.get(f"value.{name}", name)

    def number(self, value: float) -> str:
        """`12,345` or `12.345`; three digits behind the point at most."""
        return str(format_decimal(value, locale=self.language, format="#,##0.###"))

    def share(self, value: float) -> str:
        """`12.3%` or `12,3 %` of a share of 0.123."""
        return str(format_percent(value, locale=self.language, format=self._percent()))

    def _percent(self) -> str:
        pattern = Locale.parse(self.language).percent_formats[None].pattern
        return str(pattern).replace("#,##0", "#,##0.0")


@cache
def words(language: str) -> Words:
    """The words of one of LANGUAGES."""
    told = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return Words(language=language, told=dict(_flat(told)))


def chosen(request: Request) -> Words:
    """The language that the reader switched to, else the one that the browser asks for."""
    if (switched := request.cookies.get(COOKIE)) in LANGUAGES:
        return words(switched)
    wanted = [one.split(";")[0].strip() for one in _by_weight(request)]
    found = negotiate_locale(wanted, LANGUAGES, sep="-") or LANGUAGES[0]
    return words(found)


def _by_weight(request: Request) -> list[str]:
    told = request.headers.get("Accept-Language", "").split(",")
    return sorted(told, key=_weight, reverse=True)


def _weight(told: str) -> float:
    _, _, weight = told.partition(";q=")
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0


def _flat(told: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in told.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)
