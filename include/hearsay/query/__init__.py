"""Answers questions about the published nights with DuckDB."""

from hearsay.query.catalogue import connect, write_catalogue
from hearsay.query.explain import Explained, article, show_article
from hearsay.query.markdown import markdown
from hearsay.query.questions import (
    Parameter,
    QueryError,
    Question,
    ask,
    figures,
    questions,
    select,
)
from hearsay.query.show import FORMATS, show

__all__ = [
    "FORMATS",
    "Explained",
    "Parameter",
    "QueryError",
    "Question",
    "article",
    "ask",
    "connect",
    "figures",
    "markdown",
    "questions",
    "select",
    "show",
    "show_article",
    "write_catalogue",
]
