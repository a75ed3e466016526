"""The records of the marts: small tables that are made of a night's tables, and answer quickly.

What is counted is counted three times: in all articles; in those that are `original`, no near-copy
of an earlier one; and in those that are the publisher's `own` text besides.
"""

from dataclasses import dataclass
from datetime import date

from hearsay.contract import column
from hearsay.records.lists import HEX16, SLUG, Print, SourceType, Through


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
class StoryMark:
    """Mart `story_marks`: what later nights compare their articles with, instead of the text."""

    night: date = column("Night that published the article.")
    article: str = column("`articles.id`.", pattern=HEX16, unique=True)
    place: int = column("Place in the order of the night's articles, from 0.", low=0)
    day: date = column("Published day of the article, or the night.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    story: str = column("Id of the article that founded the story.", pattern=HEX16)
    copy_of: str | None = column("First of its near-copies.", pattern=HEX16)
    shingles: int = column("Runs of words in the text.", low=0)
    sketch: bytes = column("The smallest hashes of these runs, ascending: uint32.")
    facts: bytes = column(
        "Names, numbers, dates and cited outlets, as they come first: hash (uint32), how often "
        "and in which paragraph (uint8 each)."
    )
    paragraphs: bytes = column("Letters and digits of each paragraph: uint16.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Mart `quotations`: words in quotation marks, enough of them, and where they came first."""

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
    second_hand: int = column(
        "Statements of another outlet, made to another outlet, or relayed by another source.", low=0
    )
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
    own: bool = column("The publisher's own: no copy, no credit, no edition of another's.")


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
class SourceNights:
    """Mart `source_nights`: what a source said in all articles of a day, whoever published them.

    It has a third of the rows of `source_days`, for questions that do not ask for publishers.
    """

    night: date = column("Night that published the articles.")
    day: date = column("Published day of the articles, or the night.")
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
class Citation:
    """Mart `citations`: an article, and an outlet other than its publisher that it takes from."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    article: str = column("`articles.id`.", pattern=HEX16)
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    story: str = column("Id of the article that founded the story.", pattern=HEX16)
    original: bool = column("See `article_facts`.")
    own: bool = column("See `article_facts`.")
    outlet: str = column("Id of the outlet where it is known, else its name.")
    direct: int = column(
        "Statements that the publisher takes from it: made by the outlet or to it.", low=0
    )
    relayed: int = column("Those that another source of the article takes from it.", low=0)
    credited: bool = column("Whether a credit or line of origin names it.")
    first_article: str | None = column(
        "The outlet's own first article in the story, where it came before in the night or in "
        "the seven before it.",
        pattern=HEX16,
    )
    lag_days: int | None = column("Days from that article to this one.", low=0)
    lag_hours: float | None = column("The same in hours, where both tell the time.", low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationDays:
    """Mart `citation_days`: how often a publisher's articles of a day cite an outlet."""

    night: date = column("Night that published the articles.")
    day: date = column("Published day of the articles, or the night.")
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the articles.", pattern=r"^[a-z]{2,3}$")
    outlet: str = column("Id of the cited outlet where it is known, else its name.")
    direct: int = column(
        "Statements that the publisher takes from it: made by the outlet or to it.", low=0
    )
    relayed: int = column("Those that another source of the article takes from it.", low=0)
    articles: int = column("Articles with such statements.", low=1)
    unique_direct: int = column("`direct` in articles that are no copy.", low=0)
    unique_relayed: int = column("`relayed` in articles that are no copy.", low=0)
    unique_articles: int = column("`articles` that are no copy.", low=0)
    own_direct: int = column("`direct` in the publisher's own texts.", low=0)
    own_relayed: int = column("`relayed` in the publisher's own texts.", low=0)
    own_articles: int = column("`articles` that are the publisher's own.", low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSource:
    """Mart `article_sources`: a source of an article, and the newsroom that has its words."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    article: str = column("`articles.id`.", pattern=HEX16)
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    story: str = column("Id of the article that founded the story.", pattern=HEX16)
    who: str = column("Outlet id of the source where it is known, else its name.")
    type: SourceType = column("What the source is.")
    newsroom: str = column(
        "Outlet that the chain of sources reaches last, else the one credited, else the publisher."
    )
    statements: int = column("Attributed statements.", low=1)
    hedged: int = column("Those whose cue hedges or keeps its distance.", low=0)
    ultimate: int = column("Chains that end with the source.", low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Mart `roots`: an article, and the newsroom whose reporting it rests on."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    published: str | None = column("Day or time, as in `articles`.")
    article: str = column("`articles.id`.", pattern=HEX16, unique=True)
    publisher: str = column("Domain, or the source in brackets.")
    outlet: str | None = column("Id of the publisher in the outlet catalogue.", pattern=SLUG)
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    story: str = column("Id of the article that founded the story.", pattern=HEX16)
    root: str = column("Id of that newsroom where it is known, else its name or domain.")
    through: Through = column("Why it rests on it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """Mart `hops`: one source of a chain of two and more, and whom it cites."""

    night: date = column("Night that published the article.")
    day: date = column("Published day of the article, or the night.")
    article: str = column("`articles.id`.", pattern=HEX16)
    publisher: str = column("Domain, or the source in brackets.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    original: bool = column("See `article_facts`.")
    own: bool = column("See `article_facts`.")
    first: int = column("`attributions.number` that the chain begins with.", low=1)
    depth: int = column("Sources of the chain.", low=2)
    chain: str = column("Publisher and sources by name, to the ultimate one.")
    hop: int = column("Place in the chain, from 1.", low=1)
    number: int = column("`attributions.number` of this source.", low=1)
    who: str = column("Outlet id of the source where it is known, else its name.")
    name: str = column("Name of the source.")
    type: SourceType = column("What the source is.")
    anonymity: int = column("Level of anonymity, see `attributions`.", low=0, high=5)
    source_text: str | None = column("The source phrase.")
    cue_text: str | None = column("The cue.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """Mart `twins`: an article, and the earlier one in another language that it is an edition of.

    Persons and outlets are compared by name; other sources, whose names are translated, counted.
    """

    night: date = column("Night that published the later one.")
    day: date = column("Published day of the later one, or the night.")
    article: str = column("`articles.id` of the later one.", pattern=HEX16)
    twin_of: str = column("`articles.id` of the earlier one.", pattern=HEX16)
    alike: float = column("How sure it is that they are.", low=0, high=1)
    publisher: str = column("Publisher of the later one.")
    twin_publisher: str = column("Publisher of the earlier one.")
    language: str = column("Language of the later one.", pattern=r"^[a-z]{2,3}$")
    twin_language: str = column("Language of the earlier one.", pattern=r"^[a-z]{2,3}$")
    title: str | None = column("Headline of the later one.")
    twin_title: str | None = column("Headline of the earlier one.")
    statements: int = column("Attributed statements of the later one.", low=0)
    twin_statements: int = column("Those of the earlier one.", low=0)
    named: int = column("Persons and outlets that the later one names as sources.", low=0)
    twin_named: int = column("Those of the earlier one.", low=0)
    kept: int | None = column(
        "Of `twin_named` those that the later one has too; null across scripts.", low=0
    )
    dropped: str | None = column("Those it has not, by name.")
    added: str | None = column("Those that it alone has.")
    others: int = column("Institutions, documents and unnamed sources of the later one.", low=0)
    twin_others: int = column("Those of the earlier one.", low=0)
    hedged: int = column("Statements of the later one that hedge or keep their distance.", low=0)
    twin_hedged: int = column("Those of the earlier one.", low=0)
    depth: int = column("Deepest chain of the later one.", low=0)
    twin_depth: int = column("That of the earlier one.", low=0)


# In the order in which they are made: an SQL mart sees what stands before it.
MARTS: dict[str, type] = {
    "links": Link,
    "story_marks": StoryMark,
    "quotations": Quotation,
    "article_facts": ArticleFacts,
    "source_days": SourceDays,
    "source_nights": SourceNights,
    "citations": Citation,
    "citation_days": CitationDays,
    "article_sources": ArticleSource,
    "roots": Root,
    "hops": Hop,
    "twins": Twin,
}
