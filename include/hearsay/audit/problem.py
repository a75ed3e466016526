"""Something in the lake that is not as it was published, and what to do about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, and with which night; None where it is wrong with all that is published."""

    night: date | None
    what: str
    remedy: str


def marts_again(night: date) -> str:
    """The remedy where the marts of a night have to be made anew."""
    return f"make it anew: hearsay marts --again {night}"


def again(night: date) -> str:
    """The remedy where a night has to be made anew."""
    return (
        f"restore it from a backup, or run the night again: hearsay night {night}, "
        f"in Airflow with night={night}"
    )
