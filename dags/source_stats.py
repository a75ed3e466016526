"""
### Source stats

Runs after every publication and makes the marts, which the questions and the page *Sources* are
answered from: stories, quotations, what is counted by day. Only nights for which something changed
are made anew, the oldest first; readers see the marts of a night change at once.

**When it is red**: readers see the marts as they were before; the tables of the night are
published all the same. The log of `marts` names the night and the cause. Mend that and clear the
task: it goes on with the nights that are still due. `hearsay marts --list` says which are.
"""

from datetime import datetime, timedelta

from airflow.sdk import Asset, dag, get_current_context, task
from hearsay_alerts import failed
from hearsay_metrics import gauges
from pydantic import JsonValue

from hearsay.settings import Settings

SETTINGS = Settings.from_env()
PUBLISHED = Asset("hearsay_night", uri="hearsay://lake/night")
MADE = Asset("hearsay_marts", uri="hearsay://lake/marts")


@dag(
    schedule=PUBLISHED,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    on_failure_callback=failed,
    doc_md=__doc__,
    tags=["hearsay"],
    default_args={"retries": SETTINGS.retries, "retry_delay": timedelta(minutes=1)},
)
def source_stats() -> None:
    @task(outlets=[MADE])
    def marts() -> list[str]:
        """Make the marts that are due; returns the nights that were made."""
        from hearsay.night import marts

        made = [night.isoformat() for night in marts.make(SETTINGS.lake)]
        gauges("marts", {"made": len(made)})
        get_current_context()["outlet_events"][MADE].extra = {"nights": list[JsonValue](made)}
        return made

    marts()


source_stats()
