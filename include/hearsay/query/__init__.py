"""Answers questions about the published nights with DuckDB."""

from hearsay.query.catalogue import (
    Narrow,
    catalogued,
    connect,
    published,
    write_catalogue,
)
from hearsay.query.changes import Change, changes
from hearsay.query.define import show_files
from hearsay.query.explain import Explained, article, listed, show_article
from hearsay.query.lists import Lists, lists
from hearsay.query.markdown import markdown
from hearsay.query.names import meaning
from hearsay.query.questions import QueryError, answering, ask, figures, questions, refusals, select
from hearsay.query.sandbox import CONSOLE, DOWNLOAD, Answer, Limits, console, console_file
from hearsay.query.share import share
from hearsay.query.show import print_table, show

__all__ = [
    "CONSOLE",
    "DOWNLOAD",
    "Answer",
    "Change",
    "Explained",
    "Limits",
    "Lists",
    "Narrow",
    "QueryError",
    "answering",
    "article",
    "ask",
    "catalogued",
    "changes",
    "connect",
    "console",
    "console_file",
    "figures",
    "listed",
    "lists",
    "markdown",
    "meaning",
    "print_table",
    "published",
    "questions",
    "refusals",
    "select",
    "share",
    "show",
    "show_article",
    "show_files",
    "write_catalogue",
]
