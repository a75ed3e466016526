"""Throws out what only looks like an attribution, once the holders are known."""

from collections.abc import Sequence

from hearsay.attribute.draft import Draft, Pair
from hearsay.attribute.memory import DESCRIBED, Holder
from hearsay.records import SourceType

VERBAL = frozenset("QKABMVvxI")  # tags of verbs and quotations
SPEAKERS = (SourceType.PERSON, SourceType.MEDIA)
NEAR = 4  # records before and after one that can hold it within their content


def kept(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that stand."""
    return [
        pair
        for at, pair in enumerate(pairs)
        if _headline(*pair) and _sound(*pair) and _nested(*pair) and not _repeated(pairs, at)
    ]


def _sound(draft: Draft, holder: Holder) -> bool:
    """ "Der Regen zeigt ...": what is not known to speak needs a reported clause."""
    if draft.rule == "verb-passive" and not (draft.firm or draft.content):
        return holder.type is SourceType.MEDIA  # "von der Polizei informiert" reports nothing
    if draft.act and holder.type not in SPEAKERS:
        return False  # "Das Gericht hatte die Klage abgelehnt" is an act
    if draft.firm or draft.source is None or draft.line.tags[draft.source[0]] in "Pr":
        return True
    named = holder.type is SourceType.PERSON and " " in holder.name
    return named or holder.sure or holder.found or holder.type is SourceType.MEDIA


def _nested(draft: Draft, holder: Holder) -> bool:
    """A speaker quotes others rarely: only with a holder we are sure of, and with words."""
    if not draft.nested:
        return True
    if not draft.spoken:
        return False
    known = holder.found or holder.sure or holder.source_id is not None
    several = holder.type is SourceType.ANONYMOUS and holder.anonymity == DESCRIBED
    if several and draft.source and draft.source[1] - draft.source[0] == 1:
        return False  # "Alle wussten es"
    return (
        draft.source is not None
        and known
        and (_clause(draft) if draft.weak else bool(draft.content))
    )


def _clause(draft: Draft) -> bool:
    """Whether what is reported has a verb: "spricht von Glück" is too little within a quotation."""
    line = draft.line
    return any(
        tag in VERBAL and start <= at < end
        for tag, at in zip(line.tags, line.starts, strict=True)
        for start, end in draft.content
    )


def _headline(draft: Draft, holder: Holder) -> bool:
    """ "Beispiel: Wir liefern" names a speaker; "Streik im Hafen: ..." only a topic."""
    if draft.rule == "headline-dash":
        return holder.type is SourceType.MEDIA
    if draft.rule != "headline-colon" or draft.source is None:
        return True
    tags = draft.line.tags
    said = tags[draft.source[1] :]
    if "Q" in said:
        return holder.type is not SourceType.DOCUMENT
    one = draft.source[1] - draft.source[0] == 1
    speaks = bool(set("VAMBKvxmb") & set(said))
    known = holder.type is SourceType.PERSON and holder.found
    plain = one and holder.type in (SourceType.INSTITUTION, SourceType.ANONYMOUS)
    return speaks and (known or holder.source_id is not None or (plain and holder.sure))


def _repeated(pairs: Sequence[Pair], at: int) -> bool:
    """ "sagte, er hoffe": the inner verb is the same holder's, within what is reported; and
    "said that voters hope": what others feel is part of what is said."""
    draft, holder = pairs[at]
    if draft.spoken and (draft.shared or not draft.rule.startswith("verb")):
        return False
    return any(
        other is not draft
        and (held.name == holder.name or not draft.spoken)
        and other.line.place is draft.line.place
        and other.holds(draft)
        and not (draft.content and draft.content[0] < draft.cue)  # "..., sagte er" stands alone
        for other, held in pairs[max(0, at - NEAR) : at + NEAR + 1]
    )
