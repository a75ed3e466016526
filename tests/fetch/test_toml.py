"""What sources.toml may say of sources that lie far, and how a mistake in it is told."""

from datetime import date
from pathlib import Path

import pytest

from hearsay import fetch
from hearsay.fetch import Source

WEB = 'kind = "http"\nurl = "https://x.example/in/"\n'
S3 = 'kind = "object-store"\nurl = "s3://press/in"\n'
CRAWL = 'kind = "common-crawl"\n'


def read(folder: Path, keys: str) -> Source:
    path = folder / "sources.toml"
    path.write_text(f'[[source]]\nname = "a"\n{keys}', "utf-8")
    (source,) = fetch.sources(path)
    return source


def test_every_key_of_every_kind_is_read(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        f'{WEB}hosts = ["cdn.example"]\nallow_private = true\nmax_bytes = 5\nrate = 2.5e6\n'
        'pause = 1\ntimeout = 9\nslowest = 10\nattempts = 3\nwait = 0.5\nconnection = "press"\n'
        'contact = "https://x.example/bot"\nsha256sums = "{name}.sha256"\nexpect = ["*.gz"]\n',
    )
    assert source == Source(
        name="a",
        kind="http",
        url="https://x.example/in/",
        hosts=("cdn.example",),
        allow_private=True,
        max_bytes=5,
        rate=2.5e6,
        pause=1,
        timeout=9,
        slowest=10,
        attempts=3,
        wait=0.5,
        connection="press",
        contact="https://x.example/bot",
        sha256sums="{name}.sha256",
        expect=("*.gz",),
    )
    assert read(tmp_path, f"{S3}expect = 2") == Source(
        name="a", kind="object-store", url="s3://press/in", expect=2
    )
    assert read(tmp_path, f"{CRAWL}most = 2") == Source(
        name="a", kind="common-crawl", url="https://data.commoncrawl.org/", lookback=7, most=2
    )


def test_a_night_in_the_url_is_looked_back_for(tmp_path: Path) -> None:
    assert read(tmp_path, 'kind = "http"\nurl = "https://x.example/{night}/"').lookback == 7
    assert read(tmp_path, WEB).lookback == 0


@pytest.mark.parametrize(
    ("keys", "remedy"),
    [
        ('kind = "http"', "no url; say where"),
        (f'{WEB}path = "in"', "unknown key 'path'; kind 'http' knows"),
        (f"{WEB}most = 3", "unknown key 'most'; kind 'http' knows"),
        (f"{S3}allow_private = true", "unknown key 'allow_private'; kind 'object-store' knows"),
        (f'{CRAWL}sha256sums = "x"', "unknown key 'sha256sums'; kind 'common-crawl' knows"),
        ('path = "in"\nurl = "https://x.example/"', "unknown key 'url'; kind 'folder' knows"),
        (f"{WEB}rate = 0", "rate is a number above 0"),
        (f"{WEB}rate = inf", "rate is a number above 0"),
        (f"{WEB}attempts = 0", "attempts is a number from 1 on"),
        (f"{WEB}lookback = -1", "lookback is a number from 0 on"),
        (f"{WEB}lookback = true", "lookback is a number from 0 on"),
        (f'{WEB}allow_private = "no"', "allow_private is true or false"),
        (f'{WEB}expect = "all"', "expect is a number of dumps or a list of globs"),
        (f'{WEB}contact = "a\\nX-Evil: b"', "contact is a line in ASCII"),
        ('kind = "http"\nurl = "ftp://x.example/"', "is no url of kind 'http'; write it as https"),
        ('kind = "http"\nurl = "x.example/in"', "is no url of kind 'http'; write it as https"),
        ('kind = "http"\nurl = "https://{night}.example/"', "is no url of kind 'http'"),
        ('kind = "http"\nurl = "https://[/"', "its url is none"),
        ('kind = "object-store"\nurl = "file:///etc"', 'write kind = "folder"'),
        ('kind = "object-store"\nurl = "https://x.example/"', 'write kind = "http"'),
        ('kind = "object-store"\nurl = "simplecache::s3://press/"', "is no url of kind"),
        ('kind = "object-store"\nurl = "s3://press/{night}/"', "belongs into `include`"),
    ],
)
def test_a_mistake_is_told_with_the_remedy(tmp_path: Path, keys: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=rf"sources\.toml: source 'a': .*{remedy}"):
        read(tmp_path, keys)


@pytest.mark.parametrize("kind", ["http", "object-store", "common-crawl"])
def test_credentials_in_a_url_are_refused_and_not_repeated(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ValueError, match="put them into a connection") as told:
        read(tmp_path, f'kind = "{kind}"\nurl = "https://desk:s3cret@x.example/in/"')
    assert "s3cret" not in str(told.value)


EXAMPLES = Path(__file__).parents[2] / "include" / "sources.toml"


def test_the_examples_in_sources_toml_are_right(tmp_path: Path) -> None:
    """Those behind a `#` too: with it taken away they are sources, one of each kind."""
    lines = EXAMPLES.read_text("utf-8").splitlines()
    start, end = lines.index("# [[source]]"), lines.index("[[source]]")
    text = "\n".join(line.removeprefix("#").strip() for line in lines[start : end - 2])
    (tmp_path / "sources.toml").write_text(text, "utf-8")
    kinds = {source.kind for source in fetch.sources(tmp_path / "sources.toml")}
    assert kinds == set(fetch.KINDS)


def test_the_bundled_sources_need_no_network() -> None:
    bundled = fetch.sources(EXAMPLES)
    assert {source.kind for source in bundled} == {"folder"}
    assert all(fetch.offers(source, date(2026, 11, 20)) for source in bundled)
