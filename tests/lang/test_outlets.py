"""The catalogue of outlets: every line is sound, and every name leads to one outlet."""

import re
from collections import Counter
from importlib.resources import files

import pytest
import tldextract

from hearsay.lang import Outlet, outlet_of_domain, outlets
from hearsay.records import SLUG

KINDS = {"newspaper", "magazine", "agency", "broadcaster", "site", "state-media"}
# The list of suffixes that comes with the package: tests ask no network.
DOMAIN = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def plain_names(outlet: Outlet) -> set[str]:
    """The names that mean the outlet wherever they stand."""
    return {outlet.name, *outlet.aliases} - set(outlet.ambiguous)


def by_id(outlet_id: str) -> Outlet:
    (found,) = (outlet for outlet in outlets() if outlet.id == outlet_id)
    return found


def test_catalogue_is_large_sorted_and_without_doubles() -> None:
    ids = [outlet.id for outlet in outlets()]
    assert len(ids) >= 400
    assert ids == sorted(set(ids))


def test_every_line_has_six_cells_without_stray_white_space() -> None:
    lines = (files("hearsay.lang") / "outlets.tsv").read_text("utf-8").splitlines()
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == 6, line
        for part in [part for cell in cells for part in cell.split("|")]:
            assert part == " ".join(part.split()), line
            assert not part.startswith("= "), line


def test_ids_kinds_and_countries_are_from_their_closed_lists() -> None:
    for outlet in outlets():
        assert re.match(SLUG, outlet.id), outlet
        assert outlet.kind in KINDS, outlet
        assert re.fullmatch("[a-z]{2}", outlet.country), outlet
        assert outlet.name, outlet


def test_no_outlet_repeats_a_name() -> None:
    for outlet in outlets():
        names = [*outlet.aliases, *outlet.ambiguous]
        assert len(names) == len(set(names)), outlet
        assert outlet.name not in outlet.aliases, outlet
        assert "" not in names, outlet


def test_a_plain_name_belongs_to_one_outlet_and_is_no_other_ones_ambiguous_name() -> None:
    plain = Counter(name for outlet in outlets() for name in plain_names(outlet))
    marked = {name for outlet in outlets() for name in outlet.ambiguous}
    assert [name for name, times in plain.items() if times > 1] == []
    assert plain.keys() & marked == set()


def test_a_domain_is_a_registered_one_and_belongs_to_one_outlet() -> None:
    domains = Counter(domain for outlet in outlets() for domain in outlet.domains)
    assert [domain for domain, times in domains.items() if times > 1] == []
    for domain in domains:
        assert DOMAIN(domain).top_domain_under_public_suffix == domain


@pytest.mark.parametrize(
    ("domain", "outlet"),
    [
        ("spiegel.de", "spiegel"),
        ("bbc.co.uk", "bbc"),
        ("interfax.com.ua", "interfax-ukraine"),
        ("interfax.ru", "interfax"),
        ("politico.eu", "politico-europe"),
        ("lemonde.fr", "le-monde"),
    ],
)
def test_domain_leads_to_its_outlet(domain: str, outlet: str) -> None:
    assert outlet_of_domain()[domain] == outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Bloomberg", "bloomberg"),
        ("AFP", "afp"),
        ("dpa", "dpa"),
        ("F.A.Z.", "faz"),
        ("SZ", "sueddeutsche"),
        ("NYT", "new-york-times"),
        ("Das Wall Street Journal", "wall-street-journal"),
        ("Finanzzeiten", "financial-times"),
        ("Ukrainische Wahrheit", "ukrainska-pravda"),
        ("Українська правда", "ukrainska-pravda"),
        ("РИА Новости", "ria-novosti"),
        ("ТАСС", "tass"),
        ("Рейтер", "reuters"),
        ("Bild-Zeitung", "bild"),
    ],
)
def test_plain_name_leads_to_its_outlet(name: str, outlet: str) -> None:
    assert name in plain_names(by_id(outlet))


@pytest.mark.parametrize(
    ("word", "outlet"),
    [
        ("Bild", "bild"),  # "Das Bild hing schief."
        ("Die Zeit", "zeit"),  # "Die Zeit drängt."
        ("Die Welt", "welt"),  # "Die Welt schaut zu."
        ("Die Zeiten", "the-times"),  # "Die Zeiten ändern sich."
        ("Der Standard", "der-standard"),  # "Der Standard gilt seit Mai."
        ("Time", "time"),
        ("Focus", "focus"),
        ("Stern", "stern"),
        ("Sun", "sun"),
    ],
)
def test_everyday_word_is_marked(word: str, outlet: str) -> None:
    assert word in by_id(outlet).ambiguous
    assert word not in plain_names(by_id(outlet))


# Named holders of statements: beside a cue these words mean people, states or times.
@pytest.mark.parametrize(
    "word", ["Insider", "Beobachter", "People", "Österreich", "Heute", "Der Bund", "Der Diplomat"]
)
def test_word_that_itself_speaks_is_no_name_of_an_outlet(word: str) -> None:
    assert all(word not in {o.name, *o.aliases, *o.ambiguous} for o in outlets())
