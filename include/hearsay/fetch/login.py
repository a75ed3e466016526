"""Credentials of a source, as Airflow keeps them: a connection with a name."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

ENV_PREFIX = "AIRFLOW_CONN_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What a connection holds; no part of it is ever printed, `repr` shows none.

    `user` and `secret` are a name and its password, or an access key and its secret; a secret
    without a user is a bearer token. `extra` is the connection's own, such as `endpoint_url`.
    """

    user: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    host: str | None = field(default=None, repr=False)
    extra: Mapping[str, object] = field(default_factory=dict, repr=False)


Logins = Callable[[str], Login | None]  # by the name of a connection; None where there is none


def from_environment(connection: str, env: Mapping[str, str] = os.environ) -> Login | None:
    """The login in Airflow's own AIRFLOW_CONN_<NAME>, a URI or JSON; None where it is not set.

    Raises ValueError where the variable is neither; its value is never quoted.
    """
    variable = ENV_PREFIX + connection.upper()
    told = env.get(variable, "").strip()
    if not told:
        return None
    try:
        return _of_json(json.loads(told)) if told.startswith("{") else _of_uri(told)
    except (ValueError, AttributeError):
        raise ValueError(
            f"{variable}: neither a URI nor JSON as Airflow writes connections "
            "(`airflow connections get NAME -o json` shows one)"
        ) from None


def _of_json(told: Mapping[str, object]) -> Login:
    extra = told.get("extra") or {}
    extra = json.loads(extra) if isinstance(extra, str) else extra
    if not isinstance(extra, dict):
        raise ValueError
    texts = (told.get(key) for key in ("login", "password", "host"))
    user, secret, host = (str(text) if text is not None else None for text in texts)
    return Login(user=user, secret=secret, host=host, extra=extra)


def _of_uri(told: str) -> Login:
    parts = urlsplit(told)
    if not parts.scheme:
        raise ValueError
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    packed = query.pop("__extra__", None)  # Airflow's way to put nested values into a URI
    return Login(
        user=unquote(parts.username) if parts.username else None,
        secret=unquote(parts.password) if parts.password else None,
        host=unquote(parts.hostname) if parts.hostname else None,
        extra=json.loads(packed) if packed else query,
    )
