"""Draw which rooms of the code import which, from the imports themselves (make docs)."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gvcrobots.files import write_text
from gvcrobots.workflow import CODE, PACKAGES, imports_of

# From the ground up: a room imports itself and what lies below it. The two libraries lie apart.
FLOORS = (
    ("fewclusters.fit", "gvcaccounts"),
    ("fewclusters.infer",),
    ("fewclusters.judge",),
    ("gvcrobots",),
    ("gvcrobots.declare",),
    ("gvcrobots.data",),
    ("gvcrobots.programme",),
    ("gvcrobots.exhibits",),
)
STUDY = "gvcrobots"
HEAD = """# The house

Generated from the imports of the code by `make docs`; a test compares. An arrow says "imports".
Every arrow points down: a room may use what lies below it and nothing above. `fewclusters` and
`gvcaccounts` are libraries of their own and know nothing of the study or of each other.
Scripts and rules may use every room.

"""


def modules() -> list[Path]:
    """List the modules of the three packages; what packages pass on is not an import."""
    found = (path for package in PACKAGES for path in (CODE / package).rglob("*.py"))
    return sorted(path for path in found if path.name != "__init__.py")


def room_of(path: Path) -> str:
    """Name the room of a module, `fewclusters.fit` or `gvcaccounts`."""
    package, *inside = path.relative_to(CODE).parts
    name = f"{package}.{inside[0]}"
    return name if any(name in floor for floor in FLOORS) else package


def floor_of(room: str) -> int:
    """Count the floors below a room."""
    return next(floor for floor, rooms in enumerate(FLOORS) if room in rooms)


def is_allowed(importer: str, imported: str) -> bool:
    """Tell whether a room may import another."""
    if STUDY not in importer and importer.split(".")[0] != imported.split(".")[0]:
        return False
    return floor_of(imported) <= floor_of(importer)


def arrows() -> Iterator[tuple[Path, Path]]:
    """Pair every module with every module that it imports."""
    for path in modules():
        for imported in sorted(imports_of(path)):
            if imported.name != "__init__.py":
                yield path, imported


def arrows_back() -> list[str]:
    """List the imports that no floor allows, one line each."""
    return [
        f"{path.relative_to(CODE)} imports {imported.relative_to(CODE)}"
        for path, imported in arrows()
        if not is_allowed(room_of(path), room_of(imported))
    ]


def page() -> str:
    """Write the page: a picture for Mermaid, and a table of the rooms."""
    pairs = Counter((room_of(path), room_of(imported)) for path, imported in arrows())
    rooms = [room for floor in reversed(FLOORS) for room in floor]
    lines = ["```mermaid", "graph TD"]
    lines += [f'    {_node(room)}["{room}"]' for room in rooms]
    lines += [
        f"    {_node(importer)} --> {_node(imported)}"
        for importer in rooms
        for imported in rooms
        if pairs[importer, imported] and importer != imported
    ]
    lines += ["```", "", "| room | what is there | imports |", "|---|---|---|"]
    for room in rooms:
        below = [other for other in rooms if pairs[room, other] and other != room]
        words = ", ".join(f"`{other}`" for other in below)
        lines.append(f"| `{room}` | {_words(room)} | {words} |")
    return HEAD + "\n".join(lines) + "\n"


def _node(room: str) -> str:
    return room.replace(".", "_")


def _words(room: str) -> str:
    """First sentence of a package about itself."""
    text = CODE.joinpath(*room.split("."), "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").splitlines()[0].rstrip(".")


if __name__ == "__main__":
    if back := arrows_back():
        sys.exit("\n".join(back))
    write_text("docs/house.md", page())
