"""Seals what a step staged, so that whoever goes on with it notices what was damaged since."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from hearsay.lake import Place, mark_of, replace

REMEDY = "clear the dump's first task with downstream in Airflow, or run the night again"


class DamagedError(ValueError):
    """A staged file is not what the step before left."""


def seal(folder: Place, step: str, names: Iterable[str]) -> None:
    """Note the checksums of the files that a step has staged in a folder."""
    marks = {name: mark_of(folder / name) for name in sorted(names)}
    told = {"files": marks, "sha256": _mark(marks)}
    replace(folder / f"{step}.seal", json.dumps(told).encode())


def intact(folder: Place, *steps: str) -> None:
    """Look at what steps have staged in a folder; raises DamagedError where it is other or gone."""
    for step in steps:
        for name, mark in _sealed(folder / f"{step}.seal").items():
            _look(folder / name, mark)


def intact_file(place: Place, step: str) -> None:
    """Look at one file that a step has staged for the folder above its own."""
    folder = place.parent.parent
    within = f"{place.parent.name}/{place.name}"
    _look(place, _sealed(folder / f"{step}.seal").get(within))


def _look(place: Place, mark: str | None) -> None:
    try:
        same = mark_of(place) == mark
    except FileNotFoundError:
        same = False
    if not same:
        raise DamagedError(f"{place} is not as it was staged; {REMEDY}")


def _sealed(place: Place) -> Mapping[str, str]:
    """File -> its checksum."""
    try:
        told = json.loads(place.read_bytes())
        marks: dict[str, str] = told["files"]
        if told["sha256"] == _mark(marks):
            return marks
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass
    raise DamagedError(f"{place} is damaged or gone; {REMEDY}")


def _mark(marks: Mapping[str, str]) -> str:
    return sha256(json.dumps(marks, sort_keys=True).encode()).hexdigest()
