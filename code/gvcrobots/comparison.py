"""What an edit changed: two folders of results side by side, in one screen."""

from __future__ import annotations

import csv
import hashlib
import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gvcrobots.reference import compared_files

RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE = 1e-8, 1e-12
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
        rows gained or lost, and another order of columns or rows is a change as well.
    """
    keys = compared_files(old) | compared_files(new)
    tables = {name: _compare_table(old / name, new / name, keys[name]) for name in sorted(keys)}
    return {name: change for name, change in tables.items() if change}


def exhibit_digests(output: Path) -> dict[str, str]:
    """Digest the rendered tables and figures of a build, by name relative to its folder."""
    paths = sorted(path for pattern in RENDERED for path in output.glob(pattern))
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def keep(output: Path, folder: Path) -> None:
    """Keep the results of a build, and those of the one before if they are others.

    Parameters
    ----------
    output
        Folder of the build; nothing is kept if it has no results.
    folder
        Holds `last` and `previous`, each with results and the digests of the exhibits.
    """
    last, previous = folder / "last", folder / "previous"
    if not compared_files(output) or not _differs(last, output):
        return
    if last.exists():
        shutil.rmtree(previous, ignore_errors=True)
        last.rename(previous)
    last.mkdir(parents=True)
    for name in compared_files(output):
        shutil.copyfile(output / name, last / name)
    lines = [f"{name},{digest}" for name, digest in exhibit_digests(output).items()]
    (last / EXHIBITS).write_text("\n".join(["exhibit,sha256", *lines]) + "\n")


def kept_before(output: Path, folder: Path) -> Path:
    """Find the newest results of `keep` that are not those of a build, finished or cut off."""
    return folder / ("last" if _differs(folder / "last", output) else "previous")


def _differs(kept: Path, output: Path) -> bool:
    return not kept.exists() or bool(compare(kept, output) or changed_exhibits(kept, output))


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
    lines = _verdicts(found.get("claims.csv", TableChange()))
    lines += _coefficients(found.get("estimates.csv", TableChange()))
    for name, change in found.items():
        counts = (("values", change.changes), ("rows gained", change.gained))
        parts = [f"{len(of)} {what}" for what, of in (*counts, ("rows lost", change.lost)) if of]
        lines.append(f"{name}: {', '.join(parts)}; first: {_first(change)}")
    if exhibits:
        lines += _section("Exhibits that look different", exhibits)
    return "\n".join(lines) or "No result changed (numbers agree to 1e-8)."


def _verdicts(claims: TableChange) -> list[str]:
    flips = [
        f"{change.row}: {change.column}: {change.old or 'nothing'} -> {change.new or 'nothing'}"
        for change in claims.changes
        if change.is_word
    ]
    return _section("Verdicts and words", flips)


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


def _compare_table(old: Path, new: Path, keys: Sequence[str]) -> TableChange:
    before, now = (_by_key(_rows(path), keys) for path in (old, new))
    columns = [_columns(rows) for rows in (before, now)]
    orders = [[row for row in rows if row in before and row in now] for rows in (before, now)]
    changes = [
        Change(row, column, before[row].get(column, ""), now[row].get(column, ""))
        for row in orders[1]
        for column in dict.fromkeys([*columns[0], *columns[1]])
        if not same(before[row].get(column, ""), now[row].get(column, ""))
    ]
    if before and now and columns[0] != columns[1]:
        changes.append(Change("header", "columns", *map(",".join, columns)))
    moved = [pair for pair in zip(*orders, strict=True) if pair[0] != pair[1]]
    changes += [Change("order", "first row that moved", *pair) for pair in moved[:1]]
    gained = [row for row in now if row not in before]
    return TableChange(changes, gained, [row for row in before if row not in now])


def _columns(rows: Mapping[str, Mapping[str, str]]) -> list[str]:
    return list(next(iter(rows.values()), ()))


def _by_key(rows: Sequence[Mapping[str, str]], keys: Sequence[str]) -> dict[str, Mapping[str, str]]:
    """Rows by their keys; a key that occurs again gets a number."""
    named: dict[str, Mapping[str, str]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        key = ".".join(filter(None, (row.get(name, "") for name in keys)))
        seen[key] = seen.get(key, 0) + 1
        named[key if seen[key] == 1 else f"{key}#{seen[key]}"] = row
    return named


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, restval=""))


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
