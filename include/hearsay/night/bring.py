"""Brings the dumps of a unit here."""

import json
import logging
from pathlib import Path

from hearsay import fetch
from hearsay.ledger import replace
from hearsay.night.plan import Unit
from hearsay.records import Found

log = logging.getLogger(__name__)


def bring(unit: Unit) -> None:
    """Bring the unit's dumps here and note their checksums in `fetched.json`.

    A dump that cannot be brought is noted with the reason and costs the others nothing.
    """
    unit.verdict.unlink(missing_ok=True)
    brought = {dump.dump: _bring(dump, unit.folder) for dump in unit.dumps}
    replace(unit.folder / "fetched.json", json.dumps(brought).encode())
    log.info("%s: brought", unit.label)


def _bring(dump: Found, folder: Path) -> dict[str, str | int | None]:
    try:
        path = fetch.bring(dump, None, folder)
        size, sha256 = path.stat().st_size, fetch.sha256(path)
        return {"path": str(path), "bytes": size, "sha256": sha256, "remark": None}
    except OSError as error:
        log.exception("%s: not brought", dump.dump)
        return {"path": None, "remark": f"not brought: {error}"}
