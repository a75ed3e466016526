"""A sentence as words with tags, its quotations folded to one word."""

from dataclasses import dataclass

from hearsay.attribute.inflection import Sense
from hearsay.attribute.lexicon import TAGS, Lexicon
from hearsay.attribute.passage import Quotation, Sentence, title_cased
from hearsay.attribute.vocabulary import PHRASE, Piece, Row, Vocabulary, Word, vocabulary
from hearsay.records import Place

# A quotation of so few words, all of them names, is a title: „Die Zeit“, "Der Bote".
NAME_WORDS = 6
TITLE_SHARE = 0.7  # more of the words have capitals in a title, even of a German one
FINITE = frozenset("VABMKv")  # tags of finite verbs
OPENING = ":Q-.("  # behind them a capital tells nothing


@dataclass(slots=True)
class Line:
    """A sentence as words: parallel lists, and one string with a tag for each word.

    Tags are those of `lexicon.TAGS`; V is a finite cue verb, U its participle, I its infinitive,
    J its gerund, Y a cue phrase, N a name or noun, L an outlet of several words, # a number,
    Q a quotation, `. , : - ( )` punctuation, ~ anything else.
    """

    text: str
    place: Place
    sentence: Sentence
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: str
    quotes: dict[int, Quotation]
    senses: dict[int, tuple[Sense, ...]]
    phrases: dict[int, str]
    titled: bool = False  # a heading whose words all begin with a capital

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of words start:end."""
        return self.starts[start], self.ends[end - 1]

    def low(self, at: int) -> str:
        """A word in small letters, "" beyond the ends of the sentence."""
        return self.words[at].lower() if 0 <= at < len(self.words) else ""


def is_name(text: str, quote: Quotation, before: list[str], lexicon: Lexicon) -> bool:
    """Whether a quotation is only a name or title, and therefore a word like others."""
    words = text[quote.inner : min(quote.inner_end, quote.inner + 120)].split()
    if not words or len(words) > NAME_WORDS or not words[-1][-1].isalnum():
        return False
    # der „Bund für saubere Luft“: after an article more words may be small
    small = "DEdgOcpam-" if before and before[0] in "DEda" else "DEdgOc"
    return words[0][0].isupper() and all(
        word[0].isupper() or word[0].isdigit() or lexicon.words.get(word, "-") in small
        for word in words
    )


def is_title(line: Line, quoted: int) -> bool:
    """Whether a quotation is a single word or the title of a work: most of its words have
    capitals, "The Last Ferry to Holm"."""
    quote = line.quotes[quoted]
    words = line.text[quote.inner : quote.inner_end].split()
    return len(words) < 2 or sum(word[0].isupper() for word in words) > TITLE_SHARE * len(words)


def line(text: str, sentence: Sentence, lexicon: Lexicon, place: Place = Place.TEXT) -> Line:
    """Cut one sentence into words and tag them."""
    made = Line(text, place, sentence, [], [], [], "", {}, {}, {})
    tags: list[str] = []
    known = vocabulary(lexicon.language)
    at = sentence.start
    title = sentence.heading and lexicon.pack.get("title_case")
    made.titled = bool(title) and title_cased(text[sentence.start : sentence.end])
    for quote in sentence.quotations:
        _fill(made, tags, _cut(text, at, quote.start, known, made.titled))
        name = is_name(text, quote, tags[-1:], lexicon)
        end = min(quote.end, sentence.end)
        made.quotes[len(tags)] = quote
        made.words.append(text[quote.inner : quote.inner_end] if name else text[quote.start : end])
        made.starts.append(quote.start)
        made.ends.append(end)
        tags.append("N" if name else "Q")
        at = quote.end
    _fill(made, tags, _cut(text, at, sentence.end, known, made.titled))
    made.tags = "".join(tags)
    if (clitic := lexicon.grammar.get("clitic")) is not None:
        made.tags = clitic.sub(TAGS["reflexive"], made.tags)  # "le ministre l'a dit"
    return made


def _cut(text: str, start: int, end: int, known: Vocabulary, small: bool) -> list[Piece]:
    """The words of a stretch of text; `small` takes a title's capitals from what is no name."""
    pieces = known.pieces(text, start, end)
    if not small:
        return pieces
    plain = known.lexicon
    return [
        (at, known.word(word.low))
        if word.text.istitle() and (word.low in plain.words or word.low in plain.senses)
        else (at, word)
        for at, word in pieces
    ]


def _fill(made: Line, tags: list[str], pieces: list[Piece]) -> None:
    """Add words that stand outside of quotations."""
    words, starts, ends = made.words, made.starts, made.ends
    skip = 0
    for at, (start, word) in enumerate(pieces):
        if at < skip:
            continue
        tag = word.opening if not tags or tags[-1] in OPENING else word.tag
        phrase, text, end = word.phrase, word.text, start + len(word.text)
        if word.rows and (row := _row(word, pieces, at)) is not None:
            skip = at + len(row.words)
            phrase, tag = row.phrase, PHRASE.get(row.phrase, "Y") if row.phrase else "L"
            text = " ".join(part.text for _, part in pieces[at:skip])
            end = pieces[skip - 1][0] + len(pieces[skip - 1][1].text)
        elif word.senses:
            if word.noun and tags and tags[-1] in "DGdgE":
                tag = "m"  # "the report"
            else:
                made.senses[len(tags)] = word.senses
        if phrase is not None:
            made.phrases[len(tags)] = phrase
        words.append(text)
        starts.append(start)
        ends.append(end)
        tags.append(tag)


def _row(word: Word, pieces: list[Piece], at: int) -> Row | None:
    """The longest row of words that stands at a piece."""
    if at + 1 == len(pieces):
        return None
    after = pieces[at + 1][1]
    found: Row | None = None
    for row in (*word.rows.get(after.text, ()), *word.rows.get(after.low, ())):
        ahead = (part for _, part in pieces[at : at + len(row.words)])
        there = tuple(part.low if row.phrase else part.text for part in ahead)
        if there == row.words and (found is None or len(found.words) < len(there)):
            found = row
    return found
