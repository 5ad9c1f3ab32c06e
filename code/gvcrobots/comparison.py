"""What an edit changed: two folders of results side by side, in one screen."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gvcrobots.reference import compared_files

RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE = 1e-8, 1e-12
# What tells a row of a table; rows of other tables are told by all that is not a number.
KEYS: Mapping[str, tuple[str, ...]] = {
    "estimates.csv": ("family", "specification", "term", "inference"),
    "diagnostics.csv": ("family", "specification", "term", "statistic"),
    "claims.csv": ("claim", "number"),
}
SHOWN = 12  # lines of a section; the rest are counted
EXHIBITS = "exhibits.csv"
RENDERED = ("tables/*.tex", "figures/*.pdf")


@dataclass(frozen=True)
class Change:
    """One value that is not what it was.

    Attributes
    ----------
    row
        What tells the row, joined by dots.
    column
        Column of the table.
    old, new
        The two values as they are written.
    """

    row: str
    column: str
    old: str
    new: str

    @property
    def is_word(self) -> bool:
        """Whether one of the two is no number."""
        return _number(self.old) is None or _number(self.new) is None


@dataclass(frozen=True)
class TableChange:
    """What changed in one table: values, and rows that are new or gone."""

    changes: list[Change] = field(default_factory=list)
    gained: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.changes or self.gained or self.lost)


def same(old: str, new: str) -> bool:
    """Whether two values agree: numbers to 1e-8, relative, and everything else to the letter."""
    if old == new:
        return True
    a, b = _number(old), _number(new)
    if a is None or b is None:
        return False
    return math.isclose(a, b, rel_tol=RELATIVE_TOLERANCE, abs_tol=ABSOLUTE_TOLERANCE)


def compare(old: Path, new: Path) -> dict[str, TableChange]:
    """Compare the tables of two folders of results.

    Parameters
    ----------
    old, new
        Folders with files of `reference.COMPARED`.

    Returns
    -------
    dict of TableChange
        By name of the file, for tables that changed; a table that one folder lacks has all its
        rows gained or lost.
    """
    found = {}
    for name in sorted({*compared_files(old), *compared_files(new)}):
        change = _compare_table(_rows(old / name), _rows(new / name), KEYS.get(name, ()))
        if change:
            found[name] = change
    return found


def exhibit_digests(output: Path) -> dict[str, str]:
    """Digest the rendered tables and figures of a build, by name relative to its folder."""
    paths = sorted(path for pattern in RENDERED for path in output.glob(pattern))
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def keep(output: Path, folder: Path) -> None:
    """Keep the results of a build and the digests of its exhibits, to compare the next one with.

    Parameters
    ----------
    output
        Folder of the build; nothing is done if it has no results.
    folder
        Folder that is replaced.
    """
    names = compared_files(output)
    for path in sorted(folder.glob("*.csv")) if names else ():
        path.unlink()
    for name in names:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((output / name).read_bytes())
    if names:
        lines = [f"{name},{digest}" for name, digest in exhibit_digests(output).items()]
        (folder / EXHIBITS).write_text("\n".join(["exhibit,sha256", *lines]) + "\n")


def changed_exhibits(old: Path, output: Path) -> list[str] | None:
    """List exhibits of a build that are new, gone or other than in a folder of `keep`.

    Returns
    -------
    list of str or None
        Names; nothing if the folder has no digests.
    """
    if not (old / EXHIBITS).exists():
        return None
    before = {row["exhibit"]: row["sha256"] for row in _rows(old / EXHIBITS)}
    now = exhibit_digests(output)
    return sorted(n for n in {*before, *now} if before.get(n) != now.get(n))


def report(found: Mapping[str, TableChange], exhibits: Sequence[str] | None) -> str:
    """Say what changed, verdicts first.

    Parameters
    ----------
    found
        Result of `compare`.
    exhibits
        Result of `changed_exhibits`.

    Returns
    -------
    str
        At most one screen; long lists are cut, and what is left out is counted.
    """
    lines = list(_verdicts(found.get("claims.csv", TableChange())))
    lines += _coefficients(found.get("estimates.csv", TableChange()))
    for name, change in found.items():
        counts = (("values", change.changes), ("rows gained", change.gained))
        parts = [f"{len(of)} {what}" for what, of in (*counts, ("rows lost", change.lost)) if of]
        lines.append(f"{name}: {', '.join(parts)}; first: {_first(change)}")
    if exhibits:
        lines += _section("Exhibits that look different", exhibits)
    return "\n".join(lines) or "No result changed (numbers agree to 1e-8)."


def _verdicts(claims: TableChange) -> Iterator[str]:
    flips = [
        f"{change.row}: {change.column}: {change.old or 'nothing'} -> {change.new or 'nothing'}"
        for change in claims.changes
        if change.is_word
    ]
    yield from _section("Verdicts and words", flips)


def _coefficients(estimates: TableChange) -> list[str]:
    """Coefficients that moved, largest relative move first."""
    moved: dict[str, Change] = {}
    for change in estimates.changes:
        if change.column == "estimate":
            moved.setdefault(change.row.rpartition(".")[0], change)
    order = sorted(moved, key=lambda row: -_relative(moved[row]))
    lines = [f"{row}: {_short(moved[row].old)} -> {_short(moved[row].new)}" for row in order]
    return _section("Coefficients that moved", lines)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    rest = [f"  ... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return [f"{title} ({len(lines)}):", *(f"  {line}" for line in lines[:SHOWN]), *rest]


def _first(change: TableChange) -> str:
    if change.changes:
        first = change.changes[0]
        return f"{first.row}, {first.column}: {first.old} -> {first.new}"
    return f"{change.gained[0]} gained" if change.gained else f"{change.lost[0]} lost"


def _compare_table(
    old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]], keys: Sequence[str]
) -> TableChange:
    columns = list(dict.fromkeys([*(old[0] if old else ()), *(new[0] if new else ())]))
    keys = keys or [c for c in columns if not _numeric([*old, *new], c)]
    before, now = _by_key(old, keys), _by_key(new, keys)
    changes = [
        Change(row, column, before[row].get(column, ""), now[row].get(column, ""))
        for row in now
        if row in before
        for column in columns
        if not same(before[row].get(column, ""), now[row].get(column, ""))
    ]
    gained = [row for row in now if row not in before]
    return TableChange(changes, gained, [row for row in before if row not in now])


def _by_key(rows: Sequence[Mapping[str, str]], keys: Sequence[str]) -> dict[str, Mapping[str, str]]:
    """Rows by their keys; a key that occurs again gets a number."""
    named: dict[str, Mapping[str, str]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        key = ".".join(filter(None, (row.get(name, "") for name in keys)))
        seen[key] = seen.get(key, 0) + 1
        named[key if seen[key] == 1 else f"{key}#{seen[key]}"] = row
    return named


def _numeric(rows: Sequence[Mapping[str, str]], column: str) -> bool:
    """Whether a column has numbers with a point, which are results and no keys."""
    values = [value for row in rows if (value := row.get(column, ""))]
    return all(_number(value) is not None for value in values) and any("." in v for v in values)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _relative(change: Change) -> float:
    old, new = _number(change.old), _number(change.new)
    if old is None or new is None:
        return math.inf
    return abs(new - old) / max(abs(old), abs(new))


def _short(value: str) -> str:
    number = _number(value)
    return value if number is None else f"{number:.4g}"
