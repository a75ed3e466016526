"""What a folder source offers, and what sources.toml may say."""

import os
from datetime import date
from pathlib import Path

import pytest

from hearsay import fetch
from hearsay.records import Found

NIGHT = date(2026, 11, 20)


def sources_toml(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def offered(folder: Path, keys: str = "") -> list[str]:
    toml = sources_toml(folder, f'[[source]]\nname = "press"\nkind = "folder"\npath = "in"\n{keys}')
    (source,) = fetch.sources(toml)
    return [found.dump for found in fetch.offers(source, NIGHT)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b/c.txt", "b/d.zip", "2026-11-20/e.txt", ".hidden.txt", ".git/f.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def test_all_files_but_hidden_ones_in_order(folder: Path) -> None:
    assert offered(folder) == [
        "press/2026-11-20/e.txt",
        "press/a.txt",
        "press/b/c.txt",
        "press/b/d.zip",
    ]


def test_include_exclude_and_night(folder: Path) -> None:
    assert offered(folder, 'include = ["**/*.txt"]\nexclude = ["b/*"]') == [
        "press/2026-11-20/e.txt",
        "press/a.txt",
    ]
    assert offered(folder, 'exclude = ["**/*.txt"]') == ["press/b/d.zip"]
    assert offered(folder, 'include = ["{night}/*"]') == ["press/2026-11-20/e.txt"]


def test_a_file_that_two_globs_name_is_offered_once(folder: Path) -> None:
    assert offered(folder, 'include = ["*.txt", "a.*"]') == ["press/a.txt"]


def test_a_name_that_is_no_text_is_told_escaped_and_still_found(folder: Path) -> None:
    (folder / "in" / os.fsdecode(b"caf\xe9.txt")).write_text("x", "utf-8")
    toml = sources_toml(folder, '[[source]]\nname = "press"\npath = "in"\ninclude = ["caf*"]')
    (found,) = fetch.offers(fetch.sources(toml)[0], NIGHT)
    assert found.dump == "press/caf\\xe9.txt"
    assert fetch.bring(found, None, folder).read_text("utf-8") == "x"
    (folder / "in" / "caf\\xe9.txt").write_text("y", "utf-8")
    names = [found.dump for found in fetch.offers(fetch.sources(toml)[0], NIGHT)]
    assert names == ["press/caf\\\\xe9.txt", "press/caf\\xe9.txt"]


@pytest.mark.parametrize("glob", ["", "/etc/*", "a**", "."])
def test_what_is_no_glob_below_the_folder_is_told_with_the_remedy(glob: str, folder: Path) -> None:
    with pytest.raises(ValueError, match=r"source 'press': .*write globs below `path`"):
        offered(folder, f'include = ["{glob}"]')


def test_pipes_and_folders_are_no_dumps(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe.txt")
    (folder / "in" / "folder.txt").mkdir()
    assert offered(folder, 'include = ["*.txt"]') == ["press/a.txt"]


def test_a_missing_folder_is_an_error_and_not_a_day_without_news(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"source 'press': .*in is no folder; create it"):
        offered(tmp_path)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ('[[source]]\nname = "A B"\npath = "in"', "lower-case letters"),
        (
            '[[source]]\nname = "a"\npath = "in"\nglob = "x"',
            "unknown key 'glob'; kind",
        ),
        ('[[source]]\nname = "a"\npath = "in"\nkind = "ftp"', "unknown kind 'ftp'; known are"),
        ('[[source]]\nname = "a"', "no path"),
        ('[[source]]\nname = "a"\npath = "in"\ninclude = "*"', "include is a list of globs"),
        ('[[source]]\nname = "a"\npath = "x"\n[[source]]\nname = "a"\npath = "y"', "two sources"),
        ("[[source", "sources.toml"),
        ('[source]\nname = "a"\npath = "in"', r"begins with \[\[source\]\]"),
    ],
)
def test_mistakes_in_sources_toml_are_told_with_the_remedy(
    tmp_path: Path, text: str, remedy: str
) -> None:
    with pytest.raises(ValueError, match=remedy):
        fetch.sources(sources_toml(tmp_path, text))


def test_a_missing_sources_toml_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="set HEARSAY_SOURCES"):
        fetch.sources(tmp_path / "none.toml")


def dump(name: str, size: int) -> Found:
    return Found(source="s", kind="folder", dump=name, uri=name, bytes=size)


def test_a_few_files_are_units_of_their_own_many_small_ones_are_batched() -> None:
    few = [dump(str(n), 10) for n in range(8)]
    assert fetch.units(few) == [[one] for one in few]
    many = [dump(f"{n:02d}", 30_000_000) for n in range(13)]
    assert [len(unit) for unit in fetch.units(many)] == [3, 3, 3, 3, 1]
    huge = [*many[:12], dump("huge", 10**12)]
    assert fetch.units(huge)[-1] == [huge[-1]]


def test_what_lies_in_the_folder_of_an_earlier_night_is_still_offered(folder: Path) -> None:
    late = date(2026, 11, 27)
    toml = '[[source]]\nname = "press"\npath = "in"\ninclude = ["{night}/*"]\n'
    for keys, found in (("", 1), ("lookback = 6", 0), ("lookback = 7", 1)):
        (source,) = fetch.sources(sources_toml(folder, toml + keys))
        assert len(fetch.offers(source, late)) == found, keys


def test_a_file_that_changed_has_another_version_and_one_that_did_not_the_same(
    folder: Path,
) -> None:
    toml = sources_toml(folder, '[[source]]\nname = "press"\npath = "in"\ninclude = ["a.txt"]')
    (source,) = fetch.sources(toml)
    before = fetch.offers(source, NIGHT)
    assert fetch.offers(source, NIGHT) == before
    (folder / "in" / "a.txt").write_text("b.txt", "utf-8")
    os.utime(folder / "in" / "a.txt", ns=(0, 1))
    (after,) = fetch.offers(source, NIGHT)
    assert before[0].version != after.version == "5-1"


def test_what_was_expected_and_did_not_come_is_told(folder: Path) -> None:
    toml = '[[source]]\nname = "press"\npath = "in"\n'
    for expect, words in (
        ("4", []),
        ("5", ["press: 4 of at least 5 dumps came"]),
        ('["{night}/*.txt", "b/*.zip"]', []),
        ('["{night}/*.zip"]', ["press: no dump came that is called 2026-11-20/*.zip"]),
    ):
        (source,) = fetch.sources(sources_toml(folder, f"{toml}expect = {expect}"))
        assert fetch.missing(source, NIGHT, fetch.offers(source, NIGHT)) == words


def test_a_dump_from_afar_whose_source_is_gone_names_the_remedy(tmp_path: Path) -> None:
    far = Found(source="s", kind="http", dump="s/a.warc.gz", uri="https://x.example/a", bytes=1)
    with pytest.raises(OSError, match=r"s/a\.warc\.gz: .*write it there again"):
        fetch.bring(far, None, tmp_path)
