"""Tells people by webhook and by mail that a night went wrong, or is late.

Part of what is told comes from outside (names of dumps, words of errors): it is sent as it is,
never read as a template. The address of a webhook is a secret: it is masked in the logs, and of a
channel that fails only the kind of error is told.
"""

import asyncio
import html
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from airflow.sdk import BaseHook
from airflow.sdk.log import amask_secret, mask_secret

from hearsay.settings import Settings

if TYPE_CHECKING:
    from airflow.sdk import BaseNotifier

log = logging.getLogger(__name__)
SECONDS = 30  # for one channel: Airflow ends a callback that takes longer than 50
TOLD_DUMPS = 10  # by name; the rest are counted
MEND = "Every other dump is published. Mend the dump and clear its `dump.fetch` with downstream."
READ_LOG = "Readers see what was there before. Read the log of the task, mend the cause, clear it."
LOOK = "Look at the run: what is red, what is still running, whether anything waits for a worker."


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is told of a night: what happened, what to do, where to look."""

    night: str
    what: str
    remedy: str
    link: str

    @property
    def subject(self) -> str:
        """All in a line, as long as a mail's subject may be."""
        return f"Hearsay, night {self.night}: {self.what}".splitlines()[0][:200]

    @property
    def text(self) -> str:
        """All of it, in lines."""
        return f"Hearsay, night {self.night}: {self.what}\n{self.remedy}\n{self.link}"


def failed(context: Any) -> None:
    """Airflow's `on_failure_callback` of the DAG: says why the run ended red."""
    settings = Settings.from_env()
    for name, notifier in _channels(_of_failure(context), settings):
        try:
            if settings.alert_webhook:
                mask_secret(_secret(BaseHook.get_connection(settings.alert_webhook)))
            notifier.notify({})
        except Exception as error:
            _not_sent(name, error)


async def late(context: Mapping[str, Any]) -> None:
    """Airflow's callback for a missed deadline, in the triggerer: says that a night is not there.

    A run that ended red by then was told, unless the night is not published at all.
    """
    settings, run = Settings.from_env(), context["dag_run"]
    night = _night(run["conf"], run["logical_date"] or run["run_after"])
    if run["state"] == "failed" and await asyncio.to_thread(_is_published, night, settings):
        return
    what = f"not published {settings.deadline_hours:g} hours after it began"
    alert = Alert(night=night, what=what, remedy=LOOK, link=_link(run["dag_id"], run["dag_run_id"]))
    log.warning("%s", alert.text)
    for name, notifier in _channels(alert, settings):
        try:
            if settings.alert_webhook:
                address = await BaseHook.aget_connection(settings.alert_webhook)
                await amask_secret(_secret(address))
            await asyncio.wait_for(notifier.async_notify({}), SECONDS)
        except Exception as error:
            _not_sent(name, error)


def _channels(alert: Alert, settings: Settings) -> "list[tuple[str, BaseNotifier]]":
    """The notifiers that are set, each with its name for the log."""
    found: list[tuple[str, BaseNotifier]] = []
    if settings.alert_webhook:
        from airflow.providers.http.notifications.http import HttpNotifier

        body = {"text": alert.text, **asdict(alert)}
        webhook = HttpNotifier(
            http_conn_id=settings.alert_webhook, json=body, extra_options={"timeout": SECONDS}
        )
        found.append((f"webhook (connection {settings.alert_webhook})", webhook))
    if settings.alert_email:
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier

        mail = SmtpNotifier(
            to=list(settings.alert_email),
            subject=alert.subject,
            html_content=f"<pre>{html.escape(alert.text)}</pre>",
        )
        found.append(("mail", mail))
    return found


def _secret(webhook: Any) -> str:
    """What of a webhook's address nobody may see: the path, `/services/T0/B0/...`."""
    return urlsplit(webhook.host or "").path


def _not_sent(name: str, error: Exception) -> None:
    log.error("The alert was not sent by %s: %s", name, type(error).__name__)


def _of_failure(context: Any) -> Alert:
    task, run = context.get("ti"), context.get("dag_run")
    night, remedy = "unknown", READ_LOG
    if task is None:
        what = f"the run failed: {context.get('reason')}"
    else:
        night = _night(run.conf, run.logical_date or run.run_after)
        alarms = task.xcom_pull(task_ids="publish") if task.task_id == "verdict" else None
        what = _alarms(alarms) if alarms else f"not published, `{task.task_id}` failed"
        remedy = MEND if alarms else READ_LOG
    link = _link(context["dag"].dag_id, context["run_id"])
    return Alert(night=night, what=what, remedy=remedy, link=link)


def _alarms(found: Mapping[str, str]) -> str:
    lines = [f"{of} {why}" for of, why in sorted(found.items())]
    if len(lines) == 1:
        return lines[0]
    more = [f"and {len(lines) - TOLD_DUMPS} more"] if len(lines) > TOLD_DUMPS else []
    return "\n".join([f"{len(lines)} alarms", *lines[:TOLD_DUMPS], *more])


def _night(conf: Mapping[str, Any] | None, moment: str | datetime) -> str:
    """The night of a run: as the form says, else the day that the run is for."""
    return str((conf or {}).get("night") or str(moment)[:10])


def _is_published(night: str, settings: Settings) -> bool:
    from hearsay import ledger

    return ledger.entry(settings.lake, date.fromisoformat(night)) is not None


def _link(dag: str, run: str) -> str:
    from airflow.sdk.configuration import conf

    base = conf.get("api", "base_url", fallback="http://localhost:8080")
    return f"{base.rstrip('/')}/dags/{dag}/runs/{quote(run)}"
