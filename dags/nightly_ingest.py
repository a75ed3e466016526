"""
### Nightly ingest

Takes the dumps that have arrived, turns them into articles and attributions, checks them and
publishes the night. Each dump (or batch of small ones) has a square of its own in the grid.

**When it is red**

- `find`: a source is missing or `sources.toml` is wrong, nothing was taken. The log names the
  source and the remedy; correct it and clear `find` with downstream.
- `dump.fetch`, `dump.extract` or `dump.attribute` of one index: that dump could not be worked on,
  all others are published. Read the log, mend the cause, clear the task with downstream: only
  this dump is worked on again, and the night is published anew.
- `check` or `publish`: the night is not published, readers see what was there before. Read the
  log, mend the cause, clear the task with downstream.
- `verdict` alone: the night is published, and dumps were held back; its log names them and says
  why, `hearsay ask checks` shows every broken expectation. Mend the dump and clear its
  `dump.fetch` with downstream, or run the night again with *force*.

Clearing or rerunning is always safe: every step replaces its own output, and a night that was
published takes exactly its dumps again. Fill in *night* to rerun another night by hand.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.exceptions import AirflowFailException
from airflow.sdk import (
    Asset,
    Metadata,
    Param,
    TriggerRule,
    dag,
    get_current_context,
    task,
    task_group,
)

if TYPE_CHECKING:
    from hearsay.night import Unit

PUBLISHED = Asset("hearsay_night", uri="hearsay://lake/night")


def night_of(context: Any) -> date:
    """The night of a run: as the form says, else the day that the run is for."""
    told = context["params"]["night"]
    run = context["dag_run"]
    return date.fromisoformat(told) if told else (run.logical_date or run.run_after).date()


def unit_at(folder: str) -> "Unit":
    """The unit of work staged in a folder; its label becomes the task's name in the grid."""
    from hearsay import night

    unit = night.unit(Path(folder))
    get_current_context()["label"] = unit.label  # type: ignore[typeddict-unknown-key]
    return unit


@dag(
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["hearsay"],
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
    params={
        "night": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Night",
            description="Night to run, YYYY-MM-DD. Empty: the day of the run.",
        ),
        "sources": Param(
            [],
            type="array",
            items={"type": "string"},
            title="Sources",
            description="Names from sources.toml, a line each. Empty: all.",
        ),
        "force": Param(
            False,
            type="boolean",
            title="Force",
            description="Publish even dumps that a critical expectation would hold back.",
        ),
    },
)
def nightly_ingest() -> None:
    @task
    def find() -> list[str]:
        """Decide what the night takes, and stage it as units of work."""
        from hearsay import night
        from hearsay.settings import Settings

        context = get_current_context()
        only = context["params"]["sources"]
        units = night.find(night_of(context), Settings.from_env(), only)
        return [str(unit.folder) for unit in units]

    @task_group
    def dump(folder: str) -> None:
        @task(map_index_template="{{ label }}")
        def fetch(folder: str) -> str:
            """Bring the dump here and note its checksum."""
            from hearsay import night

            night.bring(unit_at(folder))
            return folder

        @task(map_index_template="{{ label }}")
        def extract(folder: str) -> str:
            """Read, clean and parse its records."""
            from hearsay import night

            night.extract(unit_at(folder), night_of(get_current_context()))
            return folder

        @task(map_index_template="{{ label }}")
        def attribute(folder: str) -> str:
            """Find the attributions in its articles."""
            from hearsay import night
            from hearsay.settings import Settings

            night.attribute(unit_at(folder), Settings.from_env())
            return folder

        attribute(extract(fetch(folder)))

    # Runs when every unit is done, also where some failed: those are held back, the rest goes on.
    @task(trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS)
    def check() -> dict[str, str]:
        """Judge what is staged: which rows are set aside, which dumps are held back."""
        from hearsay import night
        from hearsay.settings import Settings

        context = get_current_context()
        return night.check(night_of(context), Settings.from_env(), context["params"]["force"])

    @task(outlets=[PUBLISHED])
    def publish(held: dict[str, str]) -> Iterator[Metadata]:
        """Switch the readers to the night's new tables."""
        from hearsay import night
        from hearsay.settings import Settings

        tonight = night_of(get_current_context())
        rows = night.publish(tonight, Settings.from_env())
        yield Metadata(PUBLISHED, {"night": tonight.isoformat(), "rows": rows, "held": len(held)})

    @task(retries=0)
    def verdict(held: dict[str, str]) -> None:
        """End red when a dump was held back; everything else is published by now."""
        if held:
            raise AirflowFailException(
                "; ".join(f"{dump} held back: {why}" for dump, why in held.items())
            )

    folders = find()
    held = check()
    folders >> held  # where find failed there is nothing to check
    dump.expand(folder=folders) >> held
    publish(held) >> verdict(held)


nightly_ingest()
