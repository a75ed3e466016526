"""Finds whom a source relies on in turn: "beruft sich auf Insider"."""

from collections.abc import Iterator

from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_end, clause_start, noun_phrase
from hearsay.attribute.words import Line


def relying(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Das Blatt beruft sich auf Insider", "sich auf Insider berufend"."""
    told = lexicon.pack.get("relying")
    if told is None:
        return
    verbs, bound = lexicon.listed("relying", "verbs"), lexicon.listed("relying", "participles")
    for at, word in enumerate(line.words):
        if word in verbs:
            first, end = at + 1, clause_end(line.tags, at)
        elif word in bound:
            first, end = clause_start(line.tags, at), at
        else:
            continue
        for of in range(first, end):
            if line.words[of].lower() == told["preposition"]:
                held = noun_phrase(line, of + 1, lexicon)
                if (
                    held is not None
                    and told["reflexive"] in line.words[clause_start(line.tags, at) : end]
                ):
                    yield Draft(line, "relying", line.span(at, at + 1), held, [], chain=True)
                break
