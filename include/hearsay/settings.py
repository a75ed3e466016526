"""What a user may set, from the environment, read once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hearsay.lake import Place, at

ENV_PREFIX = "HEARSAY_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long something is kept, and how much of it at most; None: without limit."""

    days: int | None = None
    gigabytes: float | None = None


# Repairs of single dumps need what a run staged, and a dump that was brought once; a week of them
# is enough for whoever looks at the nights. Superseded files only wait for their last readers.
KEEP: Mapping[str, Keep] = {
    "raw": Keep(days=14, gigabytes=200),
    "staged": Keep(days=7, gigabytes=50),
    "superseded": Keep(days=2),
    "docs": Keep(days=365, gigabytes=5),
    "logs": Keep(days=30, gigabytes=10),
}
KEPT = re.compile(r"(?:(?P<days>\d+) ?d(?:ays?)?)?[, ]*(?:(?P<gigabytes>\d+(?:\.\d+)?) ?GB)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things lie and how much may be taken at once.

    `spacy_models` maps a language to the name of an installed spaCy model package whose entities
    the engine then uses: HEARSAY_SPACY_MODELS="de=de_core_news_sm,en=en_core_web_sm".
    """

    lake: Place = Path("lake")
    sources: Path = Path("include/sources.toml")
    lists: Path = Path("include/lists.toml")  # lies beside the sources unless set
    gold: Path = Path("include/gold")
    spacy_models: Mapping[str, str] = field(default_factory=dict)
    retries: int = 2  # of an Airflow task
    keep: Mapping[str, Keep] = field(default_factory=lambda: KEEP)
    alert_webhook: str = ""  # Airflow connection that alerts are posted to; empty: none
    alert_email: tuple[str, ...] = ()  # who gets alerts by mail
    deadline_hours: float = 4.0  # after which a night that is not published is told; 0: never

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Settings as HEARSAY_LAKE, HEARSAY_SOURCES, ... say; raises ValueError for a bad value."""
        default = cls()
        sources = Path(env.get(ENV_PREFIX + "SOURCES", default.sources))
        return cls(
            lake=at(env.get(ENV_PREFIX + "LAKE", str(default.lake))),
            sources=sources,
            lists=Path(env.get(ENV_PREFIX + "LISTS", sources.with_name("lists.toml"))),
            gold=Path(env.get(ENV_PREFIX + "GOLD", default.gold)),
            spacy_models=_pairs(env.get(ENV_PREFIX + "SPACY_MODELS", "")),
            retries=_count(env, "RETRIES", default.retries),
            keep={kind: _keep(env, kind, KEEP[kind]) for kind in KEEP},
            alert_webhook=env.get(ENV_PREFIX + "ALERT_WEBHOOK", default.alert_webhook),
            alert_email=tuple(env.get(ENV_PREFIX + "ALERT_EMAIL", "").replace(",", " ").split()),
            deadline_hours=_number(env, "DEADLINE_HOURS", default.deadline_hours),
        )


def _count(env: Mapping[str, str], name: str, default: int) -> int:
    told = env.get(ENV_PREFIX + name, str(default))
    if not told.isdecimal():
        raise ValueError(f"{ENV_PREFIX}{name}: {told!r} is no number from 0 on")
    return int(told)


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    told = env.get(ENV_PREFIX + name, str(default))
    if not re.fullmatch(r"\d+(\.\d+)?", told):
        raise ValueError(f"{ENV_PREFIX}{name}: {told!r} is no number from 0 on")
    return float(told)


def _keep(env: Mapping[str, str], kind: str, default: Keep) -> Keep:
    """`14 days, 200 GB`, one of both, or nothing for no limit."""
    name = f"{ENV_PREFIX}KEEP_{kind.upper()}"
    if (told := env.get(name)) is None:
        return default
    if not (said := KEPT.fullmatch(told.strip())):
        raise ValueError(f"{name}: {told!r} is not '14 days, 200 GB', one of both, or nothing")
    days, size = said["days"], said["gigabytes"]
    return Keep(days=int(days) if days else None, gigabytes=float(size) if size else None)


def _pairs(text: str) -> dict[str, str]:
    pairs = [part.split("=", 1) for part in text.split(",") if part.strip()]
    if bad := [pair for pair in pairs if len(pair) != 2]:
        raise ValueError(f"{ENV_PREFIX}SPACY_MODELS: {bad[0][0]!r} is not language=package")
    return {language.strip(): package.strip() for language, package in pairs}
