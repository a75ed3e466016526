"""What the rules hand on to each other: an attribution whose source is not yet resolved."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hearsay.attribute.memory import Holder
from hearsay.attribute.passage import Quotation
from hearsay.attribute.words import Line
from hearsay.records import Stance

NEAR = 8  # drafts before and after one that can stand in its sentence


@dataclass(slots=True, eq=False)
class Draft:
    """A cue with its source and content; `source` counts words of the line, the rest offsets."""

    line: Line
    rule: str
    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: list[tuple[int, int]]
    stance: Stance = Stance.NEUTRAL
    relative: bool = False  # the source is a relative pronoun
    shared: bool = False  # the source is that of the verb before: "sagte X und fügte hinzu"
    chain: bool = False  # the source is whom the record before relies on
    hint: tuple[Line, tuple[int, int]] | None = None  # whom the sentence before is about
    firm: bool = True  # a clause or quotation is reported, by a verb that reports
    spoken: bool = True  # False for an attitude, which nobody need have put in words
    weak: bool = False  # its verb reports only with a clause or a quotation
    act: bool = False  # "hatte die Klage abgelehnt": no clause, in the perfect
    wrapping: bool = False  # "wie der Sender berichtete": it reports the rest of the sentence
    relays: bool = False  # it cites the record before it: "un témoin cité par le journal"
    nested: bool = False  # it stands within somebody's quotation
    upstream: "Draft | None" = None
    quotations: list[Quotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.take(self.line, [])

    def take(self, line: Line, spans: list[tuple[int, int]]) -> None:
        """Add content that stands in `line`, with the quotations there."""
        self.content += spans
        self.quotations += [line.quotes[at] for at in line.quotes if line.tags[at] == "Q"]

    def holds(self, other: "Draft") -> bool:
        """Whether the cue of another draft stands within what this one reports."""
        return any(start <= other.cue[0] and other.cue[1] <= end for start, end in self.content)

    def offsets(self, name: str, articles: frozenset[str]) -> tuple[int, int] | None:
        """Offsets of the source phrase; its article stays where it points back: "die Agentur"."""
        if self.source is None:
            return None
        first, last = self.source
        article, named = self.line.words[first].lower(), name.lower().split()
        if last - first > 1 and article in articles and named[:1] != [article]:
            words = " ".join(self.line.words[first + 1 : last]).lower().split()
            beginnings = {word.strip('„“”»«"')[:5] for word in words}
            first += any(word[:5] in beginnings for word in named)
        return self.line.span(first, last)


Pair = tuple[Draft, Holder]  # a draft, and whom its source resolves to


def near(pairs: Sequence[Pair], at: int) -> Sequence[Pair]:
    """The pair at a place and those that can stand in its sentence."""
    return pairs[max(0, at - NEAR) : at + NEAR]
