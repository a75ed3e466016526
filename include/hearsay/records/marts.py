"""The records of the marts: small tables that are made of a night's tables, and answer quickly.

What is counted is counted three times: in all articles; in those that are `original`, no near-copy
of an earlier one; and in those that are the publisher's `own` text besides.
"""

from dataclasses import dataclass
from datetime import date

from hearsay.contract import column
from hearsay.records.lists import HEX16, SLUG, Print, SourceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Mart `links`: which story an article tells, and which article it is a copy or edition of."""

    night: date = column("Night that published the article.")
    article: str = column("`articles.id`.", pattern=HEX16, unique=True)
    story: str = column("Id of the article that founded the story.", pattern=HEX16)
    copy_of: str | None = column(
        "Id of the first of its near-copies in the same language; null where it is the first.",
        pattern=HEX16,
    )
    copied: float | None = column("Resemblance of both texts.", low=0, high=1)
    twin_of: str | None = column(
        "Id of an earlier article in another language that it is an edition of.", pattern=HEX16
    )
    alike: float | None = column("How sure that is.", low=0, high=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Mart `quotations`: a direct quotation of enough words, and where it was printed first."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    article: str = column("`articles.id`.", pattern=HEX16)
    number: int = column("`attributions.number`.", low=1)
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    who: str = column("Outlet id of the speaker where it is known, else the name.")
    name: str = column("Name of the speaker.")
    words: int = column("Words of the quotation.", low=1)
    text: str = column("The quotation.")
    first_article: str = column("Article that printed it first.", pattern=HEX16)
    first_number: int = column("`number` of the attribution there.", low=1)
    how: Print = column("How it stands to that first print.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """Mart `article_facts`: an article in figures, without its text."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    article: str = column("`articles.id`.", pattern=HEX16, unique=True)
    publisher: str = column("Domain, or the source in brackets.")
    outlet: str | None = column("Id of the publisher in the outlet catalogue.", pattern=SLUG)
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    attributed: bool = column("Whether attributions were sought.")
    title: str | None = column("Headline.")
    words: int = column("Words of the text.", low=1)
    statements: int = column("Attributed statements.", low=0)
    media: int = column("Those of media.", low=0)
    person: int = column("Those of persons.", low=0)
    institution: int = column("Those of institutions.", low=0)
    document: int = column("Those of documents.", low=0)
    anonymous: int = column("Those of anonymous sources.", low=0)
    level_1: int = column("Statements of anonymity 1, see `attributions`.", low=0)
    level_2: int = column("Of anonymity 2.", low=0)
    level_3: int = column("Of anonymity 3.", low=0)
    level_4: int = column("Of anonymity 4.", low=0)
    level_5: int = column("Of anonymity 5.", low=0)
    direct: int = column("Statements quoted word for word.", low=0)
    mixed: int = column("Statements quoted in part.", low=0)
    endorsing: int = column("Statements whose cue takes them for true.", low=0)
    distancing: int = column("Statements whose cue leaves them to their holder.", low=0)
    hedged: int = column("Statements of which their holder is not sure.", low=0)
    sources: int = column("Different sources.", low=0)
    hhi: float | None = column("Sum of the squared shares of its sources.", low=0, high=1)
    second_hand: int = column("Statements that a source relays from another one.", low=0)
    depth: int = column("Length of its deepest chain; 0 without a statement.", low=0)
    unsourced_words: int | None = column(
        "Words of the sentences in which nothing is attributed; null where it was not sought.",
        low=0,
    )
    longest_unsourced: int | None = column(
        "Words of the longest run of such sentences, with no other between them.", low=0
    )
    agency: str | None = column("Outlet that its credit or line of origin names.", pattern=SLUG)
    story: str = column("Id of the article that founded the story.", pattern=HEX16)
    copy_of: str | None = column("First of its near-copies.", pattern=HEX16)
    twin_of: str | None = column("Article that it is an edition of.", pattern=HEX16)
    original: bool = column("No near-copy of an earlier article.")
    own: bool = column("The publisher's own: no copy, no edition, no credit to another.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDays:
    """Mart `source_days`: what a source said in a publisher's articles of a day."""

    night: date = column("Night that published the articles.")
    day: date = column("Published day of the articles, or the night.")
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the articles.", pattern=r"^[a-z]{2,3}$")
    who: str = column("Outlet id of the source where it is known, else its name.")
    type: SourceType = column("What the source is.")
    original: bool = column("Whether these articles are no near-copies of earlier ones.")
    own: bool = column("Whether they are the publisher's own texts.")
    attributions: int = column("Statements.", low=1)
    articles: int = column("Articles.", low=1)
    squares: int = column("The sum over articles of the square of the statements there.", low=1)
    products: int = column("The sum of the statements times those of all sources there.", low=1)
    endorsing: int = column("Statements whose cue takes them for true.", low=0)
    distancing: int = column("Statements whose cue leaves them to their holder.", low=0)
    hedged: int = column("Statements of which their holder is not sure.", low=0)
    endorsing_squares: int = column("The sum over articles of the square of `endorsing`.", low=0)
    endorsing_products: int = column(
        "The sum of `endorsing` times the source's statements there.", low=0
    )
    distancing_squares: int = column("The sum over articles of the square of `distancing`.", low=0)
    distancing_products: int = column(
        "The sum of `distancing` times the source's statements there.", low=0
    )
    hedged_squares: int = column("The sum over articles of the square of `hedged`.", low=0)
    hedged_products: int = column("The sum of `hedged` times the source's statements there.", low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationDays:
    """Mart `citation_days`: how often a publisher's articles of a day cite an outlet."""

    night: date = column("Night that published the articles.")
    day: date = column("Published day of the articles, or the night.")
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the articles.", pattern=r"^[a-z]{2,3}$")
    outlet: str = column("Id of the cited outlet where it is known, else its name.")
    direct: int = column("Statements for which the publisher cites it itself.", low=0)
    relayed: int = column("Statements for which a source of the article does.", low=0)
    articles: int = column("Articles.", low=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """Mart `hops`: one source of a chain of two and more, and whom it cites."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    article: str = column("`articles.id`.", pattern=HEX16)
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    first: int = column("`attributions.number` that the chain begins with.", low=1)
    hop: int = column("Place in the chain, from 1.", low=1)
    depth: int = column("Length of the chain.", low=2)
    number: int = column("`attributions.number` of this source.", low=1)
    who: str = column("Outlet id of the source where it is known, else its name.")
    name: str = column("Name of the source.")
    type: SourceType = column("What the source is.")
    anonymity: int = column("Level of anonymity, see `attributions`.", low=0, high=5)
    source_text: str | None = column("The source phrase.")
    cue_text: str | None = column("The cue.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Mart `twins`: an article and the edition in another language that it was made of."""

    night: date = column("Night that published the later one.")
    day: date = column("Published day of the later one, or the night.")
    article: str = column("`articles.id` of the later one.", pattern=HEX16)
    twin_of: str = column("`articles.id` of the earlier one.", pattern=HEX16)
    publisher: str = column("Publisher of the later one.")
    language: str = column("Language of the later one.", pattern=r"^[a-z]{2,3}$")
    twin_publisher: str = column("Publisher of the earlier one.")
    twin_language: str = column("Language of the earlier one.", pattern=r"^[a-z]{2,3}$")
    alike: float = column("How sure it is that they are.", low=0, high=1)


# In the order in which they are made: an SQL mart sees what stands before it.
MARTS: dict[str, type] = {
    "links": Link,
    "quotations": Quotation,
    "article_facts": ArticleFacts,
    "source_days": SourceDays,
    "citation_days": CitationDays,
    "hops": Hop,
    "twins": Twin,
}
