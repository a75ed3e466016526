"""Great Expectations: rules against a frame, and the Data Docs of what came out."""

import hashlib
import html
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from hearsay.check.library import (
    DataContextConfig,
    ExpectationConfiguration,
    ExpectationSuiteIdentifier,
    FailureSeverity,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
    ValidationResultIdentifier,
    gx,
)
from hearsay.check.verdict import EXAMPLES, Rule

SHOWN = 60  # characters of a value that broke an expectation
PAGE_VALUES = 20  # such values on a page of the docs
FORMAT = {"result_format": "COMPLETE", "return_unexpected_index_query": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a rule came out: the positions of the rows that broke it, and some of their values."""

    rule: Rule
    rows: int
    failing: tuple[int, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """Where results wait to become pages, and what the pages are headed with."""

    folder: Path
    night: date
    unit: str


def validate(
    table: str, frame: pd.DataFrame, rules: Sequence[Rule], docs: Docs | None
) -> tuple[Result, ...]:
    """Try every rule on a frame with index 0, 1, 2, ...; results in the order of the rules.

    An empty frame breaks no rule, and has no page in the docs.
    """
    if frame.empty:
        return tuple(Result(rule=rule, rows=0, failing=(), examples=()) for rule in rules)
    context = _context(docs.folder if docs else None)
    expectations = [_expectation(number, rule) for number, rule in enumerate(rules)]
    suite = gx.ExpectationSuite(name=table, expectations=expectations)
    source = context.data_sources.add_pandas("hearsay")
    asset = source.add_dataframe_asset(docs.unit if docs else table)
    batch = asset.add_batch_definition_whole_dataframe("unit").get_batch({"dataframe": frame})
    told = batch.validate(suite, result_format=FORMAT)
    found = {one.expectation_config.meta["rule"]: one for one in told.results}
    results = tuple(_result(rule, found[n], len(frame)) for n, rule in enumerate(rules))
    if docs:
        context.suites.add_or_update(suite)
        _keep(context, told, docs)
    return results


def data_docs(kept: Iterable[Path], pages: Path) -> Path:
    """Build the pages of all results that were kept in folders; returns their index.html."""
    shutil.rmtree(pages, ignore_errors=True)
    with TemporaryDirectory() as together:
        for folder in kept:
            if folder.exists():
                shutil.copytree(folder, together, dirs_exist_ok=True)
        _context(Path(together), pages).build_data_docs()
    return pages / "index.html"


def unit_label(dumps: Sequence[str]) -> str:
    """A unit's name in the docs, fit for a file name: `press-texts-a.txt-and-3-more-1f0c2b7a`."""
    first = re.sub(r"[^\w.-]+", "-", dumps[0] if dumps else "no-dump", flags=re.ASCII)[:60]
    tag = hashlib.sha256("\n".join(dumps).encode()).hexdigest()[:8]
    more = f"-and-{len(dumps) - 1}-more" if len(dumps) > 1 else ""
    return f"{first}{more}-{tag}"


def _context(results: Path | None, pages: Path | None = None) -> Any:
    """A Great Expectations project in memory, but for where results are kept and pages built."""
    defaults = InMemoryStoreBackendDefaults()
    if results:
        for store in (defaults.expectations_store_name, defaults.validation_results_store_name):
            defaults.stores[store]["store_backend"] = _files(results / store)
    if pages:
        defaults.data_docs_sites = {
            "night": {
                "class_name": "SiteBuilder",
                "show_how_to_buttons": False,
                "store_backend": _files(pages),
            }
        }
    config = DataContextConfig(
        store_backend_defaults=defaults,
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _files(folder: Path) -> dict[str, str]:
    path = str(folder.absolute())
    return {"class_name": "TupleFilesystemStoreBackend", "base_directory": path}


def _expectation(number: int, rule: Rule) -> Any:
    """The rule as Great Expectations has it; `number` tells later which result is whose."""
    return ExpectationConfiguration(
        type=rule.kind,
        kwargs=dict(rule.arguments),
        meta={"rule": number},
        notes=f"{rule.name or rule.kind}: {rule.remedy}.",
        severity=FailureSeverity(rule.severity),
    ).to_domain_obj()


def _result(rule: Rule, told: Any, rows: int) -> Result:
    """Which rows broke the rule; all of them where it fails as a whole or cannot be tried."""
    result = told.result
    failing: Sequence[int] = result.get("unexpected_index_list", range(rows))
    values: Iterable[Any] = result.get("unexpected_list", ())
    examples = {text for value in values if (text := _words(value))}
    if "unexpected_index_list" not in result:
        examples = {result.get("observed_value", "could not be tried")}
    if told.success:
        failing, examples = (), set()
    return Result(
        rule=rule, rows=rows, failing=tuple(failing), examples=tuple(sorted(examples)[:EXAMPLES])
    )


def _words(value: Any) -> str:
    """A value as an operator reads it; empty for a missing one."""
    if isinstance(value, tuple | list):
        return " / ".join(_words(part) or "nothing" for part in value)
    if isinstance(value, str):
        return repr(value if len(value) <= SHOWN else value[: SHOWN - 1] + "…")
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value)


def _keep(context: Any, told: Any, docs: Docs) -> None:
    """Put the results where data_docs finds them, with few values and those harmless."""
    run = gx.RunIdentifier(
        run_name=docs.night.isoformat(), run_time=datetime.combine(docs.night, time(), UTC)
    )
    told.meta |= {"run_id": run, "validation_time": run.run_time}
    for one in told.results:
        one.result = _page_values(one.result)
    key = ValidationResultIdentifier(
        expectation_suite_identifier=ExpectationSuiteIdentifier(name=told.suite_name),
        run_id=run,
        batch_identifier=told.batch_id,
    )
    context.validation_results_store.set(key, told)


def _page_values(result: dict[str, Any]) -> dict[str, Any]:
    """The part of a result that a page shows.

    Values are words of crawled pages, and the docs put them into HTML as they stand: `<script>`.
    """
    kept = {
        name: value
        for name, value in result.items()
        if name == "observed_value" or name.endswith(("count", "percent", "_total", "_nonmissing"))
    }
    values = result.get("partial_unexpected_list", ())[:PAGE_VALUES]
    return kept | {"partial_unexpected_list": [html.escape(_words(value)) for value in values]}
