"""
### Reattribute

Attributes published nights anew with today's extractor, without reading a dump again, and shows
what that changes before readers see it: `compare` lists, night by night and rule by rule, how many
attributions are gained, lost and changed (in its log, and in the form of `approve`; every single
one is a row of `diffs/<night>.parquet` in the lake). Then `approve` waits for you, in the UI under
*Required Actions*. *Approve* publishes each night anew, *Reject* leaves all as it is.

**When it is red**

- `find`: a night of the range cannot be staged; the log says why. Mend that and clear it.
- `attribute` of one index: that unit could not be attributed anew and stays as it was published.
  Read the log, mend the cause, clear the task with downstream.
- `compare` or `publish`: nothing of that night has changed for readers. Mend the cause, clear it.
- `approve` is red only where somebody made it fail: clear it to be asked again.
- `verdict`: what its log names stays as it was published, all else went out.
"""

from datetime import date, datetime
from typing import Any

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import Asset, Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException
from hearsay_alerts import failed
from hearsay_connections import login

from hearsay.lake import at
from hearsay.settings import Settings

SETTINGS = Settings.from_env()
PUBLISHED = Asset("hearsay_night", uri="hearsay://lake/night")
HEAD = ("rule", "gained", "lost", "changed", "same")


def day(title: str, words: str) -> Param:
    """A day that the form asks for."""
    return Param(None, type=["null", "string"], format="date", title=title, description=words)


def as_markdown(night: str, rows: list[tuple[Any, ...]]) -> str:
    """What a night changes, as a table for the form."""
    lines = [HEAD, ("---", *["---:"] * 4), *rows]
    table = "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
    return f"#### Night {night}\n\n{table}\n"


@dag(
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    on_failure_callback=failed,
    doc_md=__doc__,
    tags=["hearsay"],
    default_args={"retries": SETTINGS.retries},
    params={
        "since": day("Since", "First night, YYYY-MM-DD. Empty: the first that is published."),
        "until": day("Until", "Last night, itself included. Empty: the last that is published."),
        "sources": Param(
            None,
            type=["null", "array"],
            items={"type": "string"},
            title="Sources",
            description="Names from sources.toml, a line each. Empty: all.",
        ),
    },
)
def reattribute() -> None:
    @task
    def find() -> list[str]:
        """The published nights of the range."""
        from hearsay import ledger

        params = get_current_context()["params"]
        since, until = params["since"] or "", params["until"] or "9999"
        nights = [night.isoformat() for night in ledger.nights(SETTINGS.lake)]
        found = [night for night in nights if since <= night <= until]
        if not found:
            raise AirflowFailException(f"no published night from {since} to {until}")
        return found

    @task
    def stage(nights: list[str]) -> list[list[str]]:
        """Stage the units of the nights: each is a night and a folder."""
        from hearsay.night.arrived import Sources
        from hearsay.night.recall import published

        context = get_current_context()
        sources = Sources(only=context["params"]["sources"] or (), login=login)
        return [
            [night, str(unit.folder)]
            for night in nights
            for unit in published(
                date.fromisoformat(night), SETTINGS, sources, context["dag_run"].run_id
            )
        ]

    @task(map_index_template="{{ label }}")
    def attribute(unit: list[str]) -> None:
        """Attribute the published articles of a unit anew, and judge what comes out."""
        from hearsay.night.plan import unit as staged
        from hearsay.night.reattribute import anew

        night, folder = unit
        work = staged(at(folder))
        get_current_context()["label"] = f"{night} {work.label}"  # type: ignore[typeddict-unknown-key]
        anew(work, date.fromisoformat(night), SETTINGS)

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def compare(nights: list[str]) -> str:
        """Say what would change, rule by rule."""
        from hearsay.night.reattribute import diff

        run = get_current_context()["dag_run"].run_id
        return "\n".join(
            as_markdown(night, diff(date.fromisoformat(night), SETTINGS, run)) for night in nights
        )

    @task(
        trigger_rule=TriggerRule.NONE_FAILED,
        map_index_template="{{ label }}",
        outlets=[PUBLISHED],
    )
    def publish(night: str) -> dict[str, str]:
        """Switch the readers of a night to its new attributions."""
        from hearsay.night.publication import publish as out

        context = get_current_context()
        context["label"] = night  # type: ignore[typeddict-unknown-key]
        alarms = out(date.fromisoformat(night), SETTINGS, context["dag_run"].run_id)
        return {f"{night} {of}": words for of, words in alarms.items()}

    @task(retries=0)
    def verdict(alarms: list[dict[str, str]]) -> None:
        """End red where something stays as it was; all else is published by now."""
        told = [f"{of} {words}" for one in alarms for of, words in one.items()]
        if told:
            raise AirflowFailException("; ".join(told))

    nights = find()
    changes = compare(nights)  # type: ignore[arg-type]
    approve = ApprovalOperator(
        task_id="approve",
        subject="Publish the new attributions?",
        body="{{ ti.xcom_pull(task_ids='compare') }}",
    )
    published = publish.expand(night=nights)
    attribute.expand(unit=stage(nights)) >> changes >> approve >> published  # type: ignore[arg-type]
    verdict(published)  # type: ignore[arg-type]


reattribute()
