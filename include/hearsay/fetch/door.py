"""Which addresses a source may be asked for, and with what credentials."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from hearsay.fetch.login import Login
from hearsay.fetch.source import Source
from hearsay.fetch.wire import RefusedError


def admit(url: httpx.URL, source: Source, before: httpx.URL | None = None) -> None:
    """Raise RefusedError for an address that a source, or a redirect of it, may not lead to."""
    if url.scheme not in {"http", "https"}:
        raise RefusedError(f"an address with {url.scheme}: is not asked; only http and https are")
    if url.userinfo:
        raise RefusedError(f"{shown(url)}: credentials in an address; make a connection instead")
    if url.host not in {httpx.URL(source.url).host, *source.hosts}:
        raise RefusedError(
            f"{shown(url)} is on another host; where that is meant to be, "
            f'write hosts = ["{url.host}"] to the source'
        )
    if before and before.scheme == "https" and url.scheme == "http":
        raise RefusedError(f"{shown(before)} redirects to http, where anyone may listen")


def credentials(url: httpx.URL, source: Source, login: Login | None) -> Mapping[str, str]:
    """The headers that open the source's own door; none for any other.

    A user has a password, a secret without a user is a bearer token; `headers` in the connection's
    extra are sent as they are.
    """
    own = httpx.URL(source.url)
    if login is None or _door(url) != _door(own):
        return {}
    if login.host and _host(login.host) != own.host:
        raise RefusedError(
            f"connection {source.connection!r} is for another host than `url`; correct one of them"
        )
    if url.scheme != "https" and not source.allow_private:
        raise RefusedError(f"{shown(url)}: credentials are sent over https only; correct `url`")
    told = login.extra.get("headers")
    headers = told if isinstance(told, Mapping) else {}
    if login.user is not None:
        request = httpx.Request("GET", url)
        next(httpx.BasicAuth(login.user, login.secret or "").auth_flow(request))
        headers = {**headers, "Authorization": request.headers["Authorization"]}
    elif login.secret:
        headers = {**headers, "Authorization": f"Bearer {login.secret}"}
    return {str(name): str(value) for name, value in headers.items()}


def shown(url: httpx.URL) -> str:
    """An address as it may stand in a log: without what may be secret in it."""
    return str(url.copy_with(userinfo=b"", query=None, fragment=None))


def _door(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _host(told: str) -> str | None:
    return urlsplit(told if "://" in told else f"//{told}").hostname
