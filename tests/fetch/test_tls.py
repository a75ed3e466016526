"""Encrypted connections: who the server is is checked, and nothing leads back to plain http."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.fetch import site as faults
from tests.fetch.site import Build, Site

from hearsay import fetch
from hearsay.fetch import Source

NIGHT = date(2026, 11, 20)
OFFERED = """
import sys
from datetime import date
from pathlib import PosixPath
from hearsay import fetch
from hearsay.fetch import Login, Source
login = lambda _: Login(user="desk", secret="s3cret")
for found in fetch.offers({source!r}, date(2026, 11, 20), login):
    print(found.dump)
"""


def offered(source: Source, certificate: Path) -> subprocess.CompletedProcess[str]:
    """What a process that trusts the certificate is offered."""
    return subprocess.run(
        [sys.executable, "-c", OFFERED.format(source=source)],
        env={**os.environ, "SSL_CERT_FILE": str(certificate)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_server_that_nobody_vouches_for_is_not_asked(
    site: Site, source: Build, tmp_path: Path
) -> None:
    site.encrypt(tmp_path)
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch.offers(source(), NIGHT)
    assert site.asked == []


def test_a_server_that_is_who_it_says_is_asked_with_credentials(
    site: Site, source: Build, tmp_path: Path
) -> None:
    certificate = site.encrypt(tmp_path)
    site.files["/in/a.gz"] = b"x"
    done = offered(source(connection="press"), certificate)
    assert done.stdout == "s/a.gz\n", done.stderr
    assert {headers["Authorization"] for _, _, headers in site.asked} == {"Basic ZGVzazpzM2NyZXQ="}
    by_name = site.url.replace("127.0.0.1", "localhost")
    done = offered(source(url=f"{by_name}/in/"), certificate)
    assert "CERTIFICATE_VERIFY_FAILED" in done.stderr


def test_nothing_leads_from_https_back_to_http(site: Site, source: Build, tmp_path: Path) -> None:
    plain = site.url
    certificate = site.encrypt(tmp_path)
    site.faults["/in/"] = [faults.answers(302, Location=f"{plain}/in/")]
    done = offered(source(connection="press"), certificate)
    assert "redirects to http, where anyone may listen" in done.stderr
    assert "s3cret" not in done.stderr
