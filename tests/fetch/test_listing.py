"""What web listings offer, and where they may not lead."""

import gzip
from datetime import date
from typing import Any

import pytest
from tests.fetch import site as faults
from tests.fetch.site import Build, Site

from hearsay import fetch
from hearsay.fetch import Login, Source
from hearsay.fetch.wire import is_public

NIGHT = date(2026, 11, 20)
LOGIN = Login(user="desk", secret="s3cret")


def names(source: Source) -> list[str]:
    return [found.dump for found in fetch.offers(source, NIGHT)]


@pytest.fixture
def folder(site: Site) -> Any:
    for name in ("a.warc.gz", "b c.txt", "ü.txt", ".hidden", "SHA256SUMS", "deep/d.txt"):
        site.files[f"/in/{name}"] = name.encode()
    return site


def test_a_page_of_links_offers_what_the_globs_take(site: Site, source: Build) -> None:
    for name in ("a.warc.gz", "b.txt", ".hidden", "SHA256SUMS", "deep/d.txt"):
        site.files[f"/in/{name}"] = b"x"
    assert names(source(sha256sums="SHA256SUMS")) == ["s/a.warc.gz", "s/b.txt"]
    assert names(source(include=("*.gz",))) == ["s/a.warc.gz"]
    assert names(source(exclude=("*.gz", "SHA*"))) == ["s/b.txt"]


def test_a_list_of_one_link_a_line_offers_the_same(site: Site, source: Build) -> None:
    site.files["/in/list.txt"] = f"# ours\na.gz\n\nsub/b%20c.gz\n{site.url}/in/c.gz\n".encode()
    for name in ("a.gz", "sub/b%20c.gz", "c.gz"):
        site.files[f"/in/{name}"] = b"x"
    listed = source(url=f"{site.url}/in/list.txt")
    assert names(listed) == ["s/a.gz", "s/c.gz", "s/sub/b c.gz"]


def test_a_listing_a_night_is_looked_back_for(site: Site, source: Build) -> None:
    site.files["/in/2026-11-18/a.gz"] = site.files["/in/2026-11-20/a.gz"] = b"x"
    del site.faults  # every night without files is a 404 below
    site.faults = {
        f"/in/2026-11-{day}/": [lambda door, _: door.send(404)] * 9 for day in (17, 19)
    } | {path: [] for path in ("/in/2026-11-18/", "/in/2026-11-20/", *site.files)}
    nightly = f"{site.url}/in/{{night}}/"
    assert names(source(url=nightly)) == ["s/2026-11-20/a.gz"]
    assert names(source(url=nightly, lookback=3)) == ["s/2026-11-18/a.gz", "s/2026-11-20/a.gz"]


def test_no_listing_at_all_is_an_error_and_not_a_day_without_news(
    site: Site, source: Build
) -> None:
    site.faults["/in/"] = [faults.answers(404)]
    with pytest.raises(OSError, match=r"source 's': .*/in/: HTTP 404"):
        names(source())


def test_a_file_that_is_listed_and_not_there_is_told_and_costs_nothing_else(
    site: Site, source: Build, caplog: pytest.LogCaptureFixture
) -> None:
    site.files |= {"/in/a.gz": b"x", "/in/b.gz": b"x"}
    site.faults["/in/a.gz"] = [faults.answers(404)]
    assert names(source()) == ["s/b.gz"]
    assert "s/a.gz: listed, but" in caplog.text


@pytest.mark.parametrize(
    "link",
    [
        "../out.gz",
        "/out.gz",
        "sub/../../out.gz",
        "%2e%2e/out.gz",
        "..%2fout.gz",
        "a%00.gz",
        "a%0Ab.gz",
        "http://192.0.2.1/out.gz",
        "//192.0.2.1/out.gz",
        "http://user:s3cret@{host}/in/a.gz",
        "file:///etc/passwd",
        "ftp://{host}/in/a.gz",
        "javascript:alert(1)",
        "http://[",
        "a.gz?token=s3cret",
        "a" * 2000,
    ],
)
def test_no_link_leads_out_of_the_listing(link: str, site: Site, source: Build) -> None:
    host = site.url.removeprefix("http://")
    site.files["/in/list.txt"] = f"ok.gz\n{link.replace('{host}', host)}\n".encode()
    site.files["/in/ok.gz"] = b"x"
    assert names(source(url=f"{site.url}/in/list.txt")) == ["s/ok.gz"]
    assert {path for _, path, _ in site.asked} == {"/in/list.txt", "/in/ok.gz"}


def test_another_host_is_asked_where_the_source_allows_it(site: Site, source: Build) -> None:
    other = site.url.replace("127.0.0.1", "localhost")
    site.files |= {"/in/list.txt": f"{other}/out/a.gz\n".encode(), "/out/a.gz": b"x"}
    listed = source(url=f"{site.url}/in/list.txt", hosts=("localhost",))
    assert names(listed) == ["s/localhost/out/a.gz"]


@pytest.mark.parametrize("name", ["..", "%2e%2e%2fx", "a/" * 300, "x" * 5000, "a\0b", "/etc/x", ""])
def test_whatever_a_dump_is_called_it_lands_in_the_scratch_folder(
    name: str, site: Site, source: Build, into: Any
) -> None:
    from hearsay.records import Found

    site.files["/in/a"] = b"x"
    found = Found(source="s", kind="http", dump=f"s/{name}", uri=f"{site.url}/in/a", bytes=1)
    path = fetch.bring(found, source(), into)
    assert path.resolve().is_relative_to(into.resolve())
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("file:///etc/passwd", "an address with file: is not asked"),
        ("ftp://127.0.0.1/x", "an address with ftp: is not asked"),
        ("http://192.0.2.1/x", r'write hosts = \["192\.0\.2\.1"\]'),
        ("http://desk:s3cret@127.0.0.1/x", "credentials in an address"),
    ],
)
def test_no_redirect_leads_elsewhere(target: str, words: str, site: Site, source: Build) -> None:
    site.faults["/in/"] = [faults.answers(302, Location=target)]
    with pytest.raises(OSError, match=words) as told:
        names(source())
    assert "s3cret" not in str(told.value)
    assert len(site.asked) == 1


def test_redirects_end(site: Site, source: Build) -> None:
    site.faults["/in/"] = [faults.answers(302, Location="/in/")] * 20
    with pytest.raises(OSError, match="more than 5 redirects"):
        names(source())
    assert len(site.asked) == 6


def test_redirects_on_the_host_are_followed(site: Site, source: Build) -> None:
    site.files["/in/new/a.gz"] = b"x"
    site.faults["/in/"] = [faults.answers(301, Location="/in/new/")]
    assert names(source()) == ["s/new/a.gz"]


def test_a_private_address_is_asked_only_where_the_source_allows_it(
    site: Site, source: Build
) -> None:
    by_name = site.url.replace("127.0.0.1", "localhost")
    for url in (site.url, by_name):
        with pytest.raises(OSError, match=r"no address on the internet; .*allow_private = true"):
            names(source(url=f"{url}/in/", allow_private=False))
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b::7f00:1", False),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", False),
        ("::7f00:1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def opened(source: Source, login: Login = LOGIN) -> list[str]:
    return [found.dump for found in fetch.offers(source, NIGHT, lambda _: login)]


def keys(site: Site) -> set[str | None]:
    return {headers.get("Authorization") for _, _, headers in site.asked}


def test_credentials_are_sent_to_the_sources_own_door(site: Site, source: Build) -> None:
    site.files["/in/a.gz"] = b"x"
    assert opened(source(connection="press")) == ["s/a.gz"]
    assert keys(site) == {"Basic ZGVzazpzM2NyZXQ="}
    site.asked.clear()
    extra = {"headers": {"X-Api-Key": "k"}}
    opened(source(connection="press"), Login(secret="t0ken", extra=extra))
    assert keys(site) == {"Bearer t0ken"}
    assert {headers["X-Api-Key"] for _, _, headers in site.asked} == {"k"}


def test_credentials_go_to_no_other_door(site: Site, source: Build) -> None:
    other = site.url.replace("127.0.0.1", "localhost")
    site.files["/out/a.gz"] = b"x"
    site.faults["/in/"] = [faults.answers(302, Location=f"{other}/out/")]
    assert opened(source(connection="press", hosts=("localhost",))) == ["s/localhost/out/a.gz"]
    (_, first), *others = [(path, headers) for _, path, headers in site.asked]
    assert "Authorization" in first
    assert not any("Authorization" in headers for _, headers in others)


def test_credentials_are_for_the_host_of_the_connection_and_for_https(
    site: Site, source: Build
) -> None:
    elsewhere = Login(user="desk", secret="s3cret", host="https://archive.example/")
    with pytest.raises(OSError, match="connection 'press' is for another host"):
        opened(source(connection="press"), elsewhere)
    plain = source(connection="press", url="http://archive.example/", allow_private=False)
    with pytest.raises(OSError, match="credentials are sent over https only"):
        opened(plain, elsewhere)
    assert site.asked == []


def test_a_connection_that_is_not_there_is_told_with_the_remedy(source: Build) -> None:
    with pytest.raises(ValueError, match=r"no connection 'press'; .*AIRFLOW_CONN_PRESS"):
        fetch.offers(source(connection="press"), NIGHT, lambda _: None)


def test_no_secret_stands_in_a_log_or_an_error(
    site: Site, source: Build, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    site.files["/in/a.gz"] = b"x"
    site.faults["/in/"] = [faults.answers(503), faults.answers(401)]
    with pytest.raises(OSError, match="HTTP 401") as told:
        opened(source(connection="press"))
    opened(source(connection="press"))
    shown = caplog.text + repr(told.value)
    assert "s3cret" not in shown
    assert "ZGVzazpzM2NyZXQ=" not in shown


@pytest.mark.parametrize("status", [405, 416, 501])
def test_an_answer_without_a_listing_is_no_listing(status: int, site: Site, source: Build) -> None:
    site.faults["/in/"] = [faults.answers(status)]
    with pytest.raises(OSError, match=f"/in/: HTTP {status}"):
        names(source())


def test_a_listing_that_is_too_large_is_not_read(site: Site, source: Build) -> None:
    site.files["/in/"] = b"x" * 20_000_001
    with pytest.raises(OSError, match="too much for a listing"):
        names(source())


@pytest.mark.parametrize("keys", [{}, {"kind": "common-crawl"}])
def test_a_listing_does_not_explode(site: Site, source: Build, keys: Any) -> None:
    bomb = gzip.compress(b"0" * 30_000_000)
    site.faults["/in/"] = [lambda door, _: door.send(200, bomb, {"Content-Encoding": "gzip"})]
    site.files["/in/crawl-data/CC-NEWS/2026/11/warc.paths.gz"] = bomb
    with pytest.raises(OSError, match="unpacks to more than 20000000 bytes"):
        names(source(**keys))
