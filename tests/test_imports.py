"""The import rule: rooms never know each other, every heavy library has its homes."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "include" / "hearsay"

# Each line may import what stands below it, and nothing beside it.
LAYERS = (
    {"dags", "plugins", "commands"},
    {"night"},
    {"fetch", "read", "clean", "parse", "attribute", "score", "check", "write", "query", "audit"}
    | {"stories", "mart"},
    {"snapshot"},
    {"shelf"},
    {"ledger"},
    {"records", "lang", "settings"},
    {"contract", "lake"},
)
HOMES = {
    "airflow": {"dags", "plugins"},
    "fastwarc": {"read"},
    "isal": {"read"},
    "zstandard": {"read"},
    "numpy": {"stories"},
    "pyarrow": {"read", "write"},
    "resiliparse": {"clean", "lang", "parse", "read"},
    "ftfy": {"clean"},
    "py3langid": {"parse"},
    "tldextract": {"parse"},
    "spacy": {"attribute"},
    "httpx": {"fetch"},
    "httpcore": {"fetch"},
    "tenacity": {"fetch"},
    "ahocorasick": {"attribute", "clean"},
    "great_expectations": {"check"},
    "pandas": {"check"},
    "duckdb": {"query", "write"},
    "rich": {"query", "night", "commands"},
}


def sources() -> Iterator[tuple[str, Path]]:
    """Room -> each of its files; `dags` and `plugins` count as rooms, `__main__` is the door of
    the room `commands`."""
    for path in sorted(PACKAGE.rglob("*.py")):
        within = path.relative_to(PACKAGE)
        room = within.parts[0] if len(within.parts) > 1 else within.stem
        yield ("commands" if room == "__main__" else room), path
    for folder in ("dags", "plugins"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield folder, path


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it, by its full name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "hearsay":
                yield from (f"hearsay.{name.name}" for name in node.names)
            else:
                yield node.module or ""


def layer(room: str) -> int:
    found = [number for number, rooms in enumerate(LAYERS) if room in rooms]
    assert found, f"{room} stands in no layer of the import rule"
    return found[0]


@pytest.mark.parametrize(
    ("room", "path"), [pytest.param(*one, id=f"{one[1].relative_to(ROOT)}") for one in sources()]
)
def test_import_rule(room: str, path: Path) -> None:
    if room == "__init__":
        assert not list(imports(path))
        return
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "hearsay":
            other = rest.split(".")[0]
            assert other == room or layer(other) > layer(room), f"{path} imports {module}"
        elif top in HOMES:
            assert room in HOMES[top], f"{path} imports {top}, which lives in {HOMES[top]}"


def test_the_rule_knows_every_room() -> None:
    assert {room for room, _ in sources()} - {"__init__"} <= set().union(*LAYERS)


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = sorted(HOMES.keys() - {"rich"})
    code = f"import sys, hearsay.__main__; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
