"""Registered domains are those that tldextract tells, which is not imported for them."""

import pytest
import tldextract

from hearsay.parse.publisher import publisher_of

TOLD = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@pytest.mark.parametrize(
    "host",
    [
        "www.skerra.de",
        "news.bbc.co.uk",
        "a.b.skerra.com.au",
        "paper.blogspot.com",  # suffixes of companies are none here
        "www.ck",  # the exception to *.ck
        "paper.anything.ck",
        "a.city.kawasaki.jp",
        "a.b.kawasaki.jp",
        "www.asahi.chiyoda.tokyo.jp",
        "zeitung.xn--vermgensberater-ctb",
        "gazeta.xn--p1ai",
        "NEWS.Skerra.CO.UK",
    ],
)
def test_registered_domain(host: str) -> None:
    assert publisher_of(f"https://{host}/a") == _unicode(TOLD(host).top_domain_under_public_suffix)


def _unicode(domain: str) -> str:
    return domain.lower().encode().decode("idna")
