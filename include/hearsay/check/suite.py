"""The expectations of a table, derived from its record class, and those between its columns."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hearsay.check.verdict import Rule
from hearsay.contract import Column, columns
from hearsay.records import TABLES, Severity

# Columns that name a row where no single column does.
KEYS = {"attributions": ("article", "number")}

# What Great Expectations calls the pandas types that columns arrive in.
PANDAS_TYPES = {
    "string": "str",
    "int64": "int64",
    "double": "float64",
    "bool": "bool",
    "date": "date",
}

ROW_REMEDY = (
    "articles and attributions that broke it wait, whole, in table set_aside: read them there, "
    "mend the step that made them, run the night again"
)
STOP_REMEDY = (
    "the dump is held: mend the step that made its rows, then clear the dump's tasks or run the "
    "night again"
)

# Pairs of columns: what a row says, and what `hearsay.check.derived` found for it; and the name.
PAIRS = {
    "articles": (
        ("dump", "dump.listed", "dump_is_listed"),
        ("published_day", "published.day", "day_is_of_published"),
    ),
    "attributions": (
        ("article", "article.found", "article_exists"),
        ("cites", "cites.found", "cites_a_record_of_the_article"),
        ("cue_text", "cue.words", "span_covers_words"),
        ("source_text", "source.words", "span_covers_words"),
        ("content_text", "content.words", "span_covers_words"),
        ("dump", "article.dump", "same_as_article"),
        ("publisher", "article.publisher", "same_as_article"),
        ("language", "article.language", "same_as_article"),
        ("published_day", "article.published_day", "same_as_article"),
    ),
    "dropped": (("dump", "dump.listed", "dump_is_listed"),),
    "dumps": (
        ("records", "articles + dropped", "every_record_accounted_for"),
        ("articles", "articles.rows", "rows_counted"),
        ("dropped", "dropped.rows", "rows_counted"),
        ("attributions", "attributions.rows", "rows_counted"),
        ("dropped", "dropped_by_reason.sum", "reasons_add_up"),
    ),
}


def suite(table: str, night: date) -> tuple[Rule, ...]:
    """The expectations of a table for a night; a broken row of `dumps` holds the dump itself."""
    severity = Severity.CRITICAL if table == "dumps" else Severity.WARNING
    rules = [rule for column in columns(TABLES[table]) for rule in _of_column(column, severity)]
    rules.append(_rule("column_values_to_be_in_set", severity, column="night", value_set=[night]))
    if key := KEYS.get(table):
        rules.append(_rule("compound_columns_to_be_unique", Severity.CRITICAL, column_list=[*key]))
    if table == "articles":
        rules.append(_not_after_night())
    return (*rules, *(_pair(*pair, severity) for pair in PAIRS[table]))


def flat(column: Column) -> tuple[str, ...]:
    """The columns of a frame that hold a column of the table: two for a span."""
    if column.type == "span":
        return (f"{column.name}.start", f"{column.name}.end")
    return (column.name,)


def _of_column(column: Column, severity: Severity) -> Iterator[Rule]:
    if column.type == "span":  # bounds and order are what span_covers_words looks at
        return
    name = column.name
    if not column.nullable:
        yield _rule("column_values_to_not_be_null", severity, column=name)
    if kind := PANDAS_TYPES.get(column.type):
        yield _rule("column_values_to_be_of_type", Severity.CRITICAL, column=name, type_=kind)
    if column.values:
        allowed = list(column.values)
        yield _rule("column_values_to_be_in_set", severity, column=name, value_set=allowed)
    if column.low is not None or column.high is not None:
        bounds: dict[str, Any] = {"min_value": column.low, "max_value": column.high}
        yield _rule("column_values_to_be_between", severity, column=name, **bounds)
    if column.pattern:
        yield _rule("column_values_to_match_regex", severity, column=name, regex=column.pattern)
    if column.unique:
        yield _rule("column_values_to_be_unique", Severity.CRITICAL, column=name)


def _pair(told: str, found: str, name: str, severity: Severity) -> Rule:
    # An attribution without its article breaks article_exists; it differs from nothing.
    ignored = "either_value_is_missing" if name == "same_as_article" else "both_values_are_missing"
    columns: dict[str, Any] = {"column_A": told, "column_B": found, "ignore_row_if": ignored}
    return _rule("column_pair_values_to_be_equal", severity, name, **columns)


def _not_after_night() -> Rule:
    return _rule(
        "column_pair_values_a_to_be_greater_than_b",
        Severity.WARNING,
        "not_after_the_night",
        column_A="night.latest",
        column_B="published_day",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
    )


def _rule(kind: str, severity: Severity, name: str | None = None, **arguments: Any) -> Rule:
    return Rule(
        kind=f"expect_{kind}",
        arguments=arguments,
        severity=severity,
        name=name,
        remedy=STOP_REMEDY if severity is Severity.CRITICAL else ROW_REMEDY,
    )
