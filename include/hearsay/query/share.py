"""Writes a share pack: tables and marts without a text, as CSV and Parquet, and what they are."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from typing import Any

from hearsay.contract import Column, columns
from hearsay.lake import Place
from hearsay.query.catalogue import Narrow, connect
from hearsay.query.questions import refusals
from hearsay.query.show import COPIES
from hearsay.records import MARTS, TABLES
from hearsay.snapshot import Snapshot

WORDS = 5  # of a name: a run of six and more would be a part of the text
SIGNS = 60  # and no more than these, for scripts that set no space between words
FIRST_WORDS = rf"^(?:[^\pL\pN]*[\pL\pN]+){{0,{WORDS}}}"
FORMS = ("csv", "parquet")
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
PROFILES = "https://datapackage.org/profiles/2.0"
# Of a column -> of a field of a Table Schema.
KINDS: Mapping[str, str] = {
    "string": "string",
    "int64": "integer",
    "double": "number",
    "bool": "boolean",
    "date": "date",
    "counts": "object",
    "spans": "array",
}
ABOUT = (
    "Whom news articles attribute statements to, and whom these sources cite. There is no text in "
    "it: offsets are code points in texts that stay with their publishers. Made by Hearsay from "
    "the snapshot {id}; `hearsay export --snapshot {id}` makes the same pack again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of the pack: the SQL it is taken by, its kind and its words."""

    name: str
    sql: str
    kind: str
    column: Column


@cache
def shared() -> Mapping[str, frozenset[str]]:
    """What shared.toml says."""
    told = tomllib.loads((files(__package__) / "shared.toml").read_text("utf-8"))
    return {name: frozenset(several) for name, several in told.items()}


def share(
    lake: Place, one: Snapshot, target: Path, since: date | None = None, until: date | None = None
) -> None:
    """Write the pack of a snapshot, or of some of its days, into a folder that is empty.

    The same snapshot and days give the same bytes.
    """
    narrow = Narrow(since=since, until=until)
    resources = []
    with connect(lake, narrow=narrow, snapshot=one) as con, refusals():
        for table, record in (TABLES | MARTS).items():
            if table not in shared()["tables_that_stay"]:
                told = list(fields(record))
                sql = _rows(table, record, told, since, until)
                for form in FORMS:
                    path = target / f"{table}.{form}"
                    con.execute(f"COPY ({sql}) TO '{_quoted(path)}' ({COPIES[form]})")
                    resources.append(_resource(table, record, told, path))
    told_all = json.dumps(_package(one, resources, since, until), indent=1, ensure_ascii=False)
    (target / "datapackage.json").write_text(told_all + "\n", "utf-8")


def fields(record: type) -> Iterator[Field]:
    """The columns of a table that leave, in its order."""
    for column in columns(record):
        name = f'"{column.name}"'
        if column.type == "span":
            for end in ("start", "end"):
                at = f'{name}."{end}"'
                yield Field(name=f"{column.name}_{end}", sql=at, kind="integer", column=column)
        elif column.type in ("counts", "spans"):
            text = f"to_json({name})::VARCHAR"
            yield Field(name=column.name, sql=text, kind=KINDS[column.type], column=column)
        elif column.type in KINDS and (sql := _leaving(column)):
            yield Field(name=column.name, sql=sql, kind=KINDS[column.type], column=column)


def _leaving(column: Column) -> str | None:
    """How a plain column leaves; None where it stays."""
    name = f'"{column.name}"'
    if column.name in shared()["cut"] and column.pattern is None:
        return f"left(regexp_extract({name}, '{FIRST_WORDS}'), {SIGNS})"
    free = column.type == "string" and not column.values and column.pattern is None
    return None if free and column.name not in shared()["whole"] else name


def _rows(
    table: str, record: type, told: Sequence[Field], since: date | None, until: date | None
) -> str:
    names = {column.name for column in columns(record)}
    day = "day" if "day" in names else "night"
    if "published_day" in names:
        day = "coalesce(published_day, night)"
    bounds = [f"{day} {sign} DATE '{one}'" for sign, one in ((">=", since), ("<=", until)) if one]
    some = ", ".join(f'{field.sql} AS "{field.name}"' for field in told)
    return f'SELECT {some} FROM "{table}" WHERE {" AND ".join(bounds) or "true"}'


def _resource(table: str, record: type, told: Sequence[Field], path: Path) -> dict[str, Any]:
    with path.open("rb") as content:
        mark = file_digest(content, "sha256").hexdigest()
    form = path.suffix.removeprefix(".")
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table if form == FORMS[0] else f"{table}-{form}",
        "type": "table",
        "title": " ".join((record.__doc__ or "").split("\n\n")[0].split()),
        "path": path.name,
        "format": form,
        "mediatype": MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{mark}",
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_described(field) for field in told],
        },
    }


def _described(field: Field) -> dict[str, Any]:
    of = field.column
    bounds: dict[str, Any] = {"required": not of.nullable, "minimum": of.low, "maximum": of.high}
    if of.type == "span" or of.nullable:
        bounds["required"] = False
    if of.values:
        bounds["enum"] = list(of.values)
    constraints = {name: bound for name, bound in bounds.items() if bound not in (None, False)}
    words = of.doc if field.name not in shared()["cut"] else f"{of.doc} At most {WORDS} words."
    told = {"name": field.name, "type": field.kind, "description": words}
    return told | ({"constraints": constraints} if constraints else {})


def _package(
    one: Snapshot, resources: Sequence[Any], since: date | None, until: date | None
) -> dict[str, Any]:
    first = max(filter(None, (since, min(one.head.entries))))
    last = min(filter(None, (until, one.until)))
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"hearsay-{one.id}",
        "title": f"Who cites whom in the news, {first} to {last}",
        "description": ABOUT.format(id=one.id),
        "version": one.id,
        "keywords": ["news", "sources", "attribution"],
        "resources": list(resources),
    }


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
