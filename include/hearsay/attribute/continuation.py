"""What goes on without a cue: stand-alone quotations and sentences in reported mood."""

from collections.abc import Sequence

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.mood import main_verb, reported
from hearsay.attribute.passage import Sentence
from hearsay.attribute.phrase import speaker
from hearsay.attribute.words import Line, is_title
from hearsay.attribute.words import line as make_line

# Fewer quoted words in an uncued sentence are a title or a word held at arm's length.
QUOTED_WORDS = 4


class Trail:
    """The last cued record of a passage, while it can go on."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.draft: Draft | None = None
        self.latest: list[Draft] = []  # all of the last line that had any
        self.before: Line | Sentence | None = None  # the sentence before, made a line when asked
        self.reach: Sentence | None = None  # the last sentence that was reported

    def awaits(self, sentence: Sentence) -> bool:
        """Whether a sentence without a cue comes right after a reported one."""
        before = self.reach
        return (
            before is not None
            and before.end == sentence.start
            and before.paragraph == sentence.paragraph
            and "mood" in self.lexicon.pack
        )

    def skip(self, sentence: Sentence) -> None:
        """Pass over a sentence that holds no cue."""
        self.before = sentence

    def follow(self, line: Line, found: list[Draft]) -> list[Draft]:
        """Take a line's own drafts; without any, the line may continue the record before."""
        made = self._follow(line, found)
        self.before = line
        return made

    def _start(
        self, line: Line, rule: str, cue: tuple[int, int], quoted: Sequence[int] = ()
    ) -> Draft:
        """A record without a source, of the quotations of a line or of all of it."""
        ranges = [(at, at + 1) for at in quoted] or [(0, len(line.tags))]
        spans = content.offsets(line, ranges)
        self.draft = Draft(line, rule, cue, None, spans, hint=self._hint(line))
        self.latest, self.reach = [self.draft], line.sentence
        return self.draft

    def _take(self, line: Line) -> None:
        """Add a whole line to the record that it continues."""
        self.reach = line.sentence
        if self.draft is not None:
            self.draft.take(line, content.offsets(line, [(0, len(line.tags))]))

    def _follow(self, line: Line, found: list[Draft]) -> list[Draft]:
        spoken = [draft for draft in found if not draft.chain]
        if spoken:
            self.draft = spoken[-1]
            self.latest = spoken
            self.reach = line.sentence
            return found
        if line.sentence.heading:
            return found
        quoted = [at for at, tag in enumerate(line.tags) if tag == "Q"]
        if quoted:
            return self._quotation(line, quoted)
        if (
            self.draft is not None
            and self._near(line)
            and reported(line, self.awaits(line.sentence), self.lexicon)
        ):
            self._take(line)
            return found
        verb = main_verb(line, self.lexicon)
        return [self._start(line, "mood", line.span(verb, verb + 1))] if verb is not None else found

    def _hint(self, line: Line) -> tuple[Line, tuple[int, int]] | None:
        """Whom the sentence before is about, if it stands in the same paragraph without a cue."""
        before = self.before
        if before is None:
            return None
        sentence = before.sentence if isinstance(before, Line) else before
        if sentence.paragraph != line.sentence.paragraph:
            return None
        if self.draft is not None and self.draft.line.sentence is sentence:
            return None
        if not isinstance(before, Line):
            before = make_line(line.text, sentence, self.lexicon, line.place)
        words = speaker(before, 0, len(before.tags), self.lexicon)
        return (before, words) if words else None

    def _open(self) -> bool:
        """Whether the line before ends in a colon, or in a quotation that the next one takes up."""
        before = self.before
        if not isinstance(before, Line) or not before.tags:
            return False
        last = before.quotes.get(len(before.tags) - 1)
        return before.tags[-1] == ":" or (last is not None and last.continues)

    def _waiting(self) -> list[Draft]:
        """The records of the line before that have no content yet; else the last one."""
        empty = [draft for draft in self.latest if not draft.content and not draft.chain]
        return empty or ([self.draft] if self.draft else [])

    def _near(self, line: Line) -> bool:
        return self.draft is not None and (
            line.sentence.paragraph - self.draft.line.sentence.paragraph <= 1
        )

    def _same(self, line: Line) -> bool:
        return self.draft is not None and (
            line.sentence.paragraph == self.draft.line.sentence.paragraph
        )

    def _goes_on(self, line: Line) -> bool:
        """Whether a paragraph of its own goes on with the quotation that ended the one before."""
        if self.draft is None or not self.lexicon.pack.get("quotations_go_on"):
            return False
        return self._near(line) and bool(self.draft.quotations)

    def _quotation(self, line: Line, quoted: list[int]) -> list[Draft]:
        bare = set(line.tags) <= set("Q.,-:~;")
        if bare and self.draft is not None and self._open():
            for draft in self._waiting():
                draft.take(line, content.offsets(line, [(0, len(line.tags))]))
            return []
        if (bare and (self._same(line) or self._goes_on(line))) or (
            self._near(line) and reported(line, self.awaits(line.sentence), self.lexicon)
        ):
            self._take(line)
            return []
        waits = any(not draft.content for draft in self.latest)  # "This was reported by X."
        set_off = line.tags.rstrip(".").endswith(",Q")  # "dropped it, “given the odds.”"
        if not (bare or waits or set_off) and self.lexicon.pack.get("quotations_go_on"):
            return []  # "There is still “a very powerful lobby” at work."
        quote = line.quotes[quoted[0]]
        words = len(line.text[quote.inner : quote.inner_end].split())
        if words < QUOTED_WORDS or (len(line.tags) > 1 and is_title(line, quoted[0])):
            return []
        mark = line.text[quote.start : quote.inner].rstrip()
        cue = quote.start, quote.start + len(mark)
        return [self._start(line, "quotation", cue, quoted)]
