"""
### Maintenance

Prunes by age and by size, every day at noon: raw dumps that were downloaded, what runs staged, the
files of superseded publications, Data Docs, and Airflow's logs. `HEARSAY_KEEP_RAW`, `_STAGED`,
`_SUPERSEDED`, `_DOCS` and `_LOGS` set the limits. What the ledger names is never touched, nor
anything that was written in the last two days; it is safe to run at any time, also while a night is
being published.

**When it is red**: the log of `prune` names the file that could not be removed (rights, a lake that
is not mounted). Mend that and clear the task. Trigger it with *dry_run* to see what would go.

Airflow's own database is not pruned here, since tasks have no access to it: run
`airflow db clean --clean-before-timestamp "$(date -ud '-90 days' +%F)" --yes` from cron.
"""

from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import Param, dag, get_current_context, task
from hearsay_metrics import gauges


@dag(
    schedule="0 12 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["hearsay"],
    default_args={"retries": 1, "retry_delay": timedelta(minutes=5)},
    params={
        "dry_run": Param(
            False, type="boolean", title="Dry run", description="Only say what would go."
        )
    },
)
def maintenance() -> None:
    @task
    def prune() -> dict[str, int]:
        """Prune the lake and the logs of this machine; returns the bytes freed by kind."""
        from airflow.sdk.configuration import conf

        from hearsay.night.maintenance import maintain
        from hearsay.settings import Settings

        logs = Path(conf.get("logging", "base_log_folder"))
        dry_run = bool(get_current_context()["params"]["dry_run"])
        freed = maintain(Settings.from_env(), logs, dry_run=dry_run)
        if not dry_run:
            gauges("maintenance.freed_bytes", freed)
        return freed

    prune()


maintenance()
