"""Makes findings of the drafts that stand: numbered, with spans, and what is told beside them."""

from bisect import bisect_right
from collections.abc import Sequence

from hearsay.attribute.addressee import addressee
from hearsay.attribute.draft import Draft, Pair, near
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.unnamed import reasons
from hearsay.contract import Span
from hearsay.records import Finding, Quote


def findings(pairs: Sequence[Pair], lexicon: Lexicon) -> list[Finding]:
    """Drafts with their holders, in order of place, as findings numbered from 1."""
    numbers = {id(draft): number for number, (draft, _) in enumerate(pairs, 1)}
    why = reasons(pairs, lexicon)
    found = []
    for at, (draft, holder) in enumerate(pairs):
        beside = [other for other, _ in near(pairs, at)]
        text, told = draft.line.text, addressee(draft, beside, lexicon)
        held = draft.offsets(holder.name, lexicon.listed("articles"))
        source = Span(start=held[0], end=held[1]) if held else None
        cue = Span(start=draft.cue[0], end=draft.cue[1])
        content = tuple(Span(start=start, end=end) for start, end in sorted(set(draft.content)))
        found.append(
            Finding(
                number=at + 1,
                place=draft.line.place,
                source=source,
                source_text=source.of(text) if source else None,
                name=holder.name,
                type=holder.type,
                source_id=holder.source_id,
                anonymity=holder.anonymity,
                unnamed_because=why.get(at),
                cue=cue,
                cue_text=cue.of(text),
                stance=draft.stance,
                told=told[0] if told else None,
                told_id=told[1].id if told else None,
                content=content,
                content_text=" … ".join(span.of(text) for span in content) or None,
                quote=quote_of(content, draft),
                cites=numbers.get(id(draft.upstream)) if draft.upstream else None,
                rule=draft.rule,
            )
        )
    return found


def quote_of(content: Sequence[Span], draft: Draft) -> Quote:
    """Direct when every content span lies inside quotation marks, mixed when some words do."""
    quotes = sorted({(quote.start, quote.end) for quote in draft.quotations})
    inside = touched = 0
    for span in content:
        at = bisect_right(quotes, (span.start, len(draft.line.text)))
        if at and span.end <= quotes[at - 1][1]:
            inside += 1
        else:
            at -= at > 0 and quotes[at - 1][0] == span.start
            touched += at < len(quotes) and quotes[at][1] <= span.end
    if content and inside == len(content):
        return Quote.DIRECT
    return Quote.MIXED if inside or touched else Quote.INDIRECT
