"""Connections as Airflow writes them into its environment."""

import pytest

from hearsay.fetch import Login, from_environment

JSON = '{"conn_type": "aws", "login": "key", "password": "s/cret", "extra": {"endpoint_url": "e"}}'
PACKED = '{"login": "key", "password": "s/cret", "extra": "{\\"endpoint_url\\": \\"e\\"}"}'
URI = "aws://key:s%2Fcret@/?endpoint_url=e"
NESTED = "aws://key:s%2Fcret@/?__extra__=%7B%22endpoint_url%22%3A+%22e%22%7D"


@pytest.mark.parametrize("told", [JSON, PACKED, URI, NESTED])
def test_every_form_of_a_connection_is_read_and_never_shown(told: str) -> None:
    login = from_environment("press", {"AIRFLOW_CONN_PRESS": told})
    assert login == Login(user="key", secret="s/cret", extra={"endpoint_url": "e"})
    assert repr(login) == str(login) == "Login()"


def test_no_variable_is_no_connection() -> None:
    assert from_environment("press", {}) is None


@pytest.mark.parametrize("told", ["s3cret", "{s3cret", '{"login": "a", "extra": "[3]"}', "[]"])
def test_what_is_no_connection_is_told_without_its_value(told: str) -> None:
    with pytest.raises(ValueError, match="AIRFLOW_CONN_PRESS: neither a URI nor JSON") as told_of:
        from_environment("press", {"AIRFLOW_CONN_PRESS": told})
    assert told not in str(told_of.value)
