"""
### Nightly ingest

Takes the dumps that have arrived, turns them into articles and attributions, checks them and
publishes the night. Each dump (or batch of small ones) has a square of its own in the grid.

**When it is red**

- `find`: a source is missing or `sources.toml` is wrong, nothing was taken. The log names the
  source and the remedy; correct it and clear `find` with downstream.
- `dump.fetch`, `dump.extract` or `dump.attribute` of one index: that dump could not be worked on;
  all others are published. Read the log, mend the cause, clear the task with downstream: only
  this dump is worked on again, and the night is published anew.
- `dump.check` of one index: a critical expectation holds that dump back; all others are
  published. The log says what is wrong, *Quality report* beside the log shows every expectation.
  Mend the dump and clear its `dump.fetch` with downstream, or run the night again with *force*.
- `publish`: the night is not published, readers see what was there before. Read the log, mend
  the cause, clear the task with downstream.
- `verdict` is red whenever a dump is held back or could not be made anew, or a source lacks what it
  has to bring; its log says which. There is nothing to clear in it.

Clearing or rerunning is always safe: every step replaces its own output, a night that was
published takes exactly its dumps again, and what cannot be made anew stays as it was. Fill in
*night* to rerun another night by hand, and *dumps* for some dumps of it alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import (
    Asset,
    ExceptionRetryPolicy,
    Param,
    RetryRule,
    TriggerRule,
    dag,
    get_current_context,
    task,
    task_group,
)
from airflow.sdk.definitions.callback import AsyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference
from airflow.sdk.exceptions import AirflowFailException
from hearsay_alerts import failed, late
from hearsay_connections import login
from hearsay_metrics import gauges, measured

from hearsay.lake import at, uri
from hearsay.records import TABLES
from hearsay.settings import Settings

if TYPE_CHECKING:
    from hearsay.night.plan import Unit

# What a task fails with itself needs time to come right: a server, a disk, a mount. Where only its
# worker died, another takes it at once.
AFTER_AN_ERROR = timedelta(minutes=5)
AFTER_A_LOST_WORKER = timedelta(seconds=1)

SETTINGS = Settings.from_env()
# Events of `hearsay_night` say that a night was published, those of a table what of it.
PUBLISHED = Asset("hearsay_night", uri="hearsay://lake/night")
PUBLISHED_TABLES = {
    table: Asset(f"hearsay_{table}", uri=uri(SETTINGS.lake / "tables" / table)) for table in TABLES
}


# Counted from the moment the run is queued: a backfill of old nights is not late, a night that
# waits behind another one is.
DEADLINE = DeadlineAlert(
    name="published in time",
    reference=DeadlineReference.DAGRUN_QUEUED_AT,
    interval=timedelta(hours=SETTINGS.deadline_hours),
    callback=AsyncCallback(late),
)


def night_of(context: Any) -> date:
    """The night of a run: as the form says, else the day that the run is for."""
    told = context["params"]["night"]
    run = context["dag_run"]
    return date.fromisoformat(told) if told else (run.logical_date or run.run_after).date()


def unit_at(folder: str) -> "Unit":
    """The unit of work staged in a folder; its label becomes the task's name in the grid."""
    from hearsay.night import plan

    unit = plan.unit(at(folder))
    get_current_context()["label"] = unit.label  # type: ignore[typeddict-unknown-key]
    return unit


@contextmanager
def working(step: str, folder: str) -> Iterator["Unit"]:
    """The unit of work staged in a folder; its duration and volume are told when the step ends."""
    from hearsay.night.volume import volume

    unit = unit_at(folder)
    with measured(step, unit.dumps[0].source) as counted:
        yield unit
        counted.update(volume(step, unit))


def in_words(alarms: dict[str, str]) -> str:
    """What has to be looked at, for the last line of a task's log."""
    return "; ".join(f"{of} {words}" for of, words in alarms.items())


@dag(
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    on_failure_callback=failed,
    deadline=DEADLINE if SETTINGS.deadline_hours else None,
    doc_md=__doc__,
    tags=["hearsay"],
    default_args={
        "retries": SETTINGS.retries,
        "retry_delay": AFTER_A_LOST_WORKER,
        "retry_policy": ExceptionRetryPolicy([RetryRule(Exception, retry_delay=AFTER_AN_ERROR)]),
        "execution_timeout": timedelta(hours=6),
    },
    params={
        "night": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Night",
            description="Night to run, YYYY-MM-DD. Empty: the day of the run.",
        ),
        "sources": Param(
            None,
            type=["null", "array"],
            items={"type": "string"},
            title="Sources",
            description="Names from sources.toml, a line each. Empty: all.",
        ),
        "dumps": Param(
            None,
            type=["null", "array"],
            items={"type": "string"},
            title="Dumps",
            description="Names from the table `dumps`, a line each: only these are worked on, all "
            "others stay as they are published. Empty: all of the night.",
        ),
        "refetch": Param(
            False,
            type="boolean",
            title="Refetch",
            description="Take dumps as they are now, also where their bytes have changed.",
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
        from hearsay.night import arrived, plan

        context = get_current_context()
        again = context["ti"].try_number <= context["ti"].max_tries
        only = context["params"]["sources"] or ()
        units = plan.find(
            night_of(context),
            SETTINGS,
            arrived.Sources(only=only, login=login, patient=again),
            run=context["dag_run"].run_id,
            dumps=context["params"]["dumps"] or (),
            refetch=context["params"]["refetch"],
        )
        return [str(unit.folder) for unit in units]

    @task_group
    def dump(folder: str) -> None:
        @task(map_index_template="{{ label }}")
        def fetch(folder: str) -> str:
            """Bring the dump here and note its checksum."""
            from hearsay.night.arrived import Sources
            from hearsay.night.bring import bring

            context = get_current_context()
            night, refetch = night_of(context), context["params"]["refetch"]
            with working("fetch", folder) as unit:
                bring(unit, night, SETTINGS, Sources(login=login), refetch=refetch)
            return folder

        @task(map_index_template="{{ label }}")
        def extract(folder: str) -> str:
            """Read, clean and parse its records."""
            from hearsay.night import extract as step

            with working("extract", folder) as unit:
                step.extract(unit, night_of(get_current_context()), SETTINGS)
            return folder

        @task(map_index_template="{{ label }}")
        def attribute(folder: str) -> str:
            """Find the attributions in its articles."""
            from hearsay.night import attribute as step

            with working("attribute", folder) as unit:
                step.attribute(unit, SETTINGS)
            return folder

        # No retry: what the checks say of a dump is not changed by asking again.
        @task(map_index_template="{{ label }}", retries=0)
        def check(folder: str) -> None:
            """Judge what came out; red where the dump is held back."""
            from hearsay.night import verdict

            context = get_current_context()
            with working("check", folder) as unit:
                held = verdict.check(unit, night_of(context), context["params"]["force"])
            if held:
                alarms = {dump: f"is held back: {why}" for dump, why in held.items()}
                raise AirflowFailException(in_words(alarms))

        check(attribute(extract(fetch(folder))))  # type: ignore[arg-type]

    # Runs when every dump is done, also where some failed: those are held back, the rest goes on.
    # It runs on a night without dumps too, and so must see for itself whether `find` failed.
    @task(trigger_rule=TriggerRule.ALL_DONE, outlets=[PUBLISHED, *PUBLISHED_TABLES.values()])
    def publish(folders: list[str] | None) -> dict[str, str]:
        """Judge the night as a whole and switch the readers to its tables."""
        from hearsay.night import publication
        from hearsay.night.volume import published as counted

        if folders is None:
            raise AirflowFailException("find failed, so there is nothing to publish")
        context = get_current_context()
        tonight = night_of(context)
        with measured("publish", "all"):
            alarms = publication.publish(tonight, SETTINGS, context["dag_run"].run_id)
        gauges("night", {"alarms": len(alarms)})
        told, events = {"night": tonight.isoformat()}, context["outlet_events"]
        events[PUBLISHED].extra = {**told, "alarms": list(alarms)}
        for table, figures in counted(SETTINGS.lake, tonight).items():
            gauges(f"published.{table}", figures)
            events[PUBLISHED_TABLES[table]].extra = {**told, **figures}
        return alarms

    @task(retries=0)
    def verdict(alarms: dict[str, str]) -> None:
        """End red where something has to be looked at; all else is published by now."""
        if alarms:
            raise AirflowFailException(in_words(alarms))

    folders = find()
    published = publish(folders)  # type: ignore[arg-type]
    dump.expand(folder=folders) >> published
    verdict(published)  # type: ignore[arg-type]


nightly_ingest()
