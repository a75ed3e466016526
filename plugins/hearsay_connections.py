"""Credentials of a source, from Airflow's connections."""

from typing import TYPE_CHECKING

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException

if TYPE_CHECKING:
    from hearsay.fetch import Login


def login(connection: str) -> "Login | None":
    """What a connection holds, None where there is none; Airflow masks it in logs from here on."""
    from hearsay.fetch import Login

    try:
        found = Connection.get(connection)
    except AirflowNotFoundException:
        return None
    return Login(user=found.login, secret=found.password, host=found.host, extra=found.extra_dejson)
