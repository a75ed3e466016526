"""Answers questions about the published nights with DuckDB."""

from hearsay.query.catalogue import catalogued, connect, write_catalogue
from hearsay.query.changes import Change, changes
from hearsay.query.explain import Explained, article, listed, show_article
from hearsay.query.markdown import markdown
from hearsay.query.questions import QueryError, ask, figures, questions, refusals, select
from hearsay.query.show import print_table, show

__all__ = [
    "Change",
    "Explained",
    "QueryError",
    "article",
    "ask",
    "catalogued",
    "changes",
    "connect",
    "figures",
    "listed",
    "markdown",
    "print_table",
    "questions",
    "refusals",
    "select",
    "show",
    "show_article",
    "write_catalogue",
]
