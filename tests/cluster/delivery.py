"""A night's delivery for a cluster: many dumps, each with some seconds of work in it."""

import gzip
import json
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "include" / "samples"
SOURCES = 6
FILES = 7  # of a source: up to eight are units of work of their own, more would be batched
ROWS = 30
PARAGRAPHS = 5
TABLE = '[[source]]\nname = "{name}"\npath = "in/{name}"\n'


def deliver(folder: Path) -> Path:
    """Write every dump below `folder`, and the sources.toml that names them; returns that file."""
    known = _paragraphs()
    names = [f"wire-{number}" for number in range(SOURCES)]
    for name in names:
        (folder / "in" / name).mkdir(parents=True)
        for number in range(FILES):
            rows = "".join(_rows(f"{name}-{number}", known))
            dump = folder / "in" / name / f"{number}.jsonl.gz"
            dump.write_bytes(gzip.compress(rows.encode(), mtime=0))
    told = folder / "sources.toml"
    told.write_text("".join(TABLE.format(name=name) for name in names), "utf-8")
    return told


def _paragraphs() -> Mapping[str, Sequence[str]]:
    """Site -> the paragraphs that stand in its sample articles."""
    found: dict[str, list[str]] = {}
    for file in sorted((SAMPLES / "articles").glob("*.toml")):
        told = tomllib.loads(file.read_text("utf-8"))
        found.setdefault(told["site"], []).extend(told.get("text", "").strip().split("\n\n"))
    return {site: told for site, told in found.items() if len(told) > 2 * PARAGRAPHS}


def _rows(dump: str, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Articles made of paragraphs of one site, shuffled; the same for the same dump."""
    chance = random.Random(dump)
    for number in range(ROWS):
        site = chance.choice(sorted(known))
        text = "\n".join(chance.sample(known[site], PARAGRAPHS))
        url = f"https://www.{site}.example/{dump}/{number}"
        yield json.dumps({"url": url, "text": text}) + "\n"
