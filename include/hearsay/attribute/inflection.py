"""Writes out every form of the verbs that a pack lists as cues."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hearsay.records import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One reading of a cue word: `form` is finite, participle, infinitive or gerund."""

    form: str
    stance: Stance
    alone: bool  # enough by itself; else it needs a clause or a quotation to report
    particle: str | None = None  # a separable verb's other half, sought after the verb
    frame: str = ""  # "to": reports only with this word right after it
    bound: bool = False  # reports only in a clause with a word of its frame
    spoken: bool = True  # False for an attitude, "supports, hopes": no words come before it


def senses_of(pack: Mapping[str, Any]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, dict[Sense, None]] = {}
    for group in pack["verbs"]:
        told = {"stance": Stance(group["stance"]), "alone": group["needs"] == "any"}
        told |= {"bound": group["needs"] == "frame", "spoken": group.get("spoken", True)}
        for inflection, rows in group.items():
            for row in rows if inflection in pack["inflection"] else ():
                for form, sense in _forms(pack, inflection, row, told):
                    found.setdefault(form, {})[sense] = None
    return {form: tuple(senses) for form, senses in found.items()}


def _forms(
    pack: Mapping[str, Any], inflection: str, row: str, told: Mapping[str, Any]
) -> Iterable[tuple[str, Sense]]:
    """Every form of a verb. "mit+teil": teilt (mit), mitteilt, mitgeteilt, mitzuteilen."""
    entry, _, frame = row.partition(" ~")
    head, *parts = entry.split()
    particle, _, stem = head.rpartition("+")
    joined = pack.get("joined_particles", False)
    for form, endings in pack["inflection"][inflection].items():
        for ending in endings:
            plain = ending.format(stem, *parts)
            sense = Sense(form=form, frame=frame, **told)
            if not particle:
                yield plain, sense
                continue
            split = Sense(form=form, particle=particle, frame=frame, **told)
            if not joined:
                yield plain, split
            else:
                yield particle + plain, sense
                if form in ("finite", "participle"):  # teilte ... mit, bekannt gegeben
                    yield plain, split
                if form == "infinitive":
                    yield particle + pack["infinitive_marks"] + plain, sense
