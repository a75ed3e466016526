"""The spaCy pipeline: a sentence becomes words with tags, its quotations folded to one word."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from hearsay.attribute.catalogue import lowercase_outlets, plain_names
from hearsay.attribute.lexicon import Lexicon, Sense, lexicon
from hearsay.attribute.passage import Quotation, Sentence
from hearsay.records import Place

# A quotation of so few words, all of them names, is a title: „Die Zeit“, "Der Bote".
NAME_WORDS = 6
# Strings that spaCy has seen are kept; past this many the pipeline is built anew.
MOST_STRINGS = 400_000
FOLD = "\ue000"  # stands for a quotation while the rest is tokenised, with a blank on each side
INFIXES = (r"\.\.+", r"…", r"[–—!?/\"„“”»«()\[\]=\ue000]", r"(?<=\D)[,;:](?=\D)", r"--+")


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

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of words start:end."""
        return self.starts[start], self.ends[end - 1]


@Language.factory("hearsay_phrases", default_config={"pack": ""})
class Phrases:
    """Marks fixed cue phrases and outlets of several words; puts them into `Doc.spans`."""

    def __init__(self, nlp: Language, name: str, pack: str) -> None:
        self.cues = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.outlets = PhraseMatcher(nlp.vocab)
        known = lexicon(pack)
        if known is not None:
            several = [phrase for phrase in known.phrases if " " in phrase]
            self.cues.add("cue", [nlp.make_doc(phrase) for phrase in several])
        names = sorted(name for name in plain_names() if " " in name)
        self.outlets.add("outlet", [nlp.make_doc(name) for name in names])

    def __call__(self, doc: Doc) -> Doc:
        spans = [*self.cues(doc, as_spans=True), *self.outlets(doc, as_spans=True)]
        doc.spans["phrases"] = spacy.util.filter_spans(spans)
        return doc


@cache
def _pipeline(language: str) -> Language:
    nlp = spacy.blank(language)
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(INFIXES).finditer
    tokenizer.url_match = None
    nlp.add_pipe("hearsay_phrases", config={"pack": language})
    return nlp


def pipeline(language: str) -> Language:
    """The blank pipeline of a language, with our own component."""
    nlp = _pipeline(language)
    if len(nlp.vocab.strings) > MOST_STRINGS:
        _pipeline.cache_clear()
        nlp = _pipeline(language)
    return nlp


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


def line(text: str, sentence: Sentence, lexicon: Lexicon, place: Place = Place.TEXT) -> Line:
    """Tokenise and tag one sentence."""
    masked, folds = _mask(text, sentence)
    doc = pipeline(lexicon.language)(masked)
    made = Line(text, place, sentence, [], [], [], "", {}, {}, {})
    tags: list[str] = []
    inside = {span.start: span for span in doc.spans["phrases"]}
    shift, fold, upto = sentence.start, iter(folds), 0
    for token in doc:
        word, start = token.text, token.idx + shift
        if token.i < upto or word.isspace():
            continue
        end = start + len(word)
        if word == FOLD:
            quote = next(fold)
            tag = "N" if is_name(text, quote, tags[-1:], lexicon) else "Q"
            start, end = quote.start, min(quote.end, sentence.end)
            word = text[quote.inner : quote.inner_end] if tag == "N" else text[start:end]
            made.quotes[len(tags)] = quote
            shift += quote.end - quote.start - len(FOLD) - 2
        elif token.i in inside:
            span = inside[token.i]
            upto, word = span.end, span.text
            end = start + len(word)
            tag = _phrase_tag(span.label_, word, len(tags), made, lexicon)
        else:
            tag = _tag(word, tags, made, lexicon)
        made.words.append(word)
        made.starts.append(start)
        made.ends.append(end)
        tags.append(tag)
    made.tags = "".join(tags)
    return made


def _mask(text: str, sentence: Sentence) -> tuple[str, list[Quotation]]:
    pieces: list[str] = []
    at = sentence.start
    folds = [quote for quote in sentence.quotations if quote.end > quote.start]
    for quote in folds:
        pieces += (text[at : quote.start].replace(FOLD, " "), f" {FOLD} ")
        at = quote.end
    pieces.append(text[at : sentence.end].replace(FOLD, " ") if at < sentence.end else "")
    return "".join(pieces), folds


# Phrases with a tag of their own: a chain ends a clause; "so" may be any adverb.
PHRASE = {"chain": "H", "so": "b", "alone": "b"}
_PUNCTUATION = {
    **dict.fromkeys(".!?…", "."), ",": ",", ":": ":", ";": ";",
    **dict.fromkeys("-–—―", "-"), "--": "-", "(": "(", ")": ")", "[": "(", "]": ")", "/": "/",
}  # fmt: skip
_MARK = re.compile(r"^\W+$")
_SMALL_NAME = re.compile(
    r"[a-z]{1,3}-?[A-ZÄÖÜ]\w|[a-z][\w-]*\.[a-z]{2,4}$"
)  # al-Dschasira, t-online.de


def _phrase_tag(label: str, word: str, at: int, made: Line, lexicon: Lexicon) -> str:
    if label == "outlet":
        return "L"
    made.phrases[at] = lexicon.phrases[word.lower()]
    return PHRASE.get(made.phrases[at], "Y")


def _tag(word: str, tags: list[str], made: Line, lexicon: Lexicon) -> str:
    if (mark := _PUNCTUATION.get(word)) is not None:
        return mark
    low = word.lower().replace("’", "'")
    if (kind := lexicon.phrases.get(low)) is not None:
        made.phrases[len(tags)] = kind
        return PHRASE.get(kind, "Y")
    capital, opening = word[0].isupper(), not tags or tags[-1] in ":Q-.("
    if capital and (word[-1] == "-" or (opening and _leads(word, low, lexicon))):
        return "a"
    if word in lowercase_outlets() or _SMALL_NAME.match(word):
        return "L"
    cue = not capital and low not in lexicon.listed("no_cues")
    if cue and (senses := lexicon.senses.get(low)):
        if tags and tags[-1] in "DGdgE" and low in lexicon.listed("nounish"):
            return "m"  # "the report"
        made.senses[len(tags)] = senses
        if low not in lexicon.words:
            return _FORM[senses[0].form]
    if (tag := lexicon.words.get(low)) is not None and (not capital or opening or len(low) < 2):
        return tag
    return "N" if capital else _shape(word, low, lexicon)


def _leads(word: str, low: str, lexicon: Lexicon) -> bool:
    """ "Örtliche Händler": an adjective, with a capital because the sentence begins."""
    if lexicon.leading is None or not lexicon.leading.search(low):
        return False
    return lexicon.kind(word) is None and not lexicon.function_word(word)


_FORM = {"finite": "V", "participle": "U", "infinitive": "I", "gerund": "J"}


def _shape(word: str, low: str, lexicon: Lexicon) -> str:
    if word[0].isdigit():
        return "#"
    if _MARK.match(word):
        return "~"
    for shape, tag in lexicon.shapes:
        if shape.search(low):
            return "m" if lexicon.kind(word) else tag
    return "m"
