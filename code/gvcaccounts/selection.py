"""What callers name: economies, groups of them and named geographies; sectors and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gvcaccounts.classes import geographies, geography
from gvcaccounts.names import unknown

Wanted = str | Sequence[str] | Mapping[str, str | Sequence[str]] | None


def select_economies(wanted: Wanted, known: Sequence[str], what: str) -> dict[str, tuple[str, ...]]:
    """Name and members of each economy or group of economies that is wanted.

    Parameters
    ----------
    wanted
        One name, several, or a map from name to members; a name is an economy of the table or a
        named geography, such as EU27. Without it, every economy.
    known
        Economies of the table.
    what
        The argument, for messages.

    Raises
    ------
    ValueError
        If a name is unknown or there is none.
    """
    named = _named(wanted, known, what)
    found = {}
    for name, members in named.items():
        parts: list[str] = []
        for member in members:
            if member in known:
                parts.append(member)
            elif member in geographies():
                parts.extend(geography(member, known))
            else:
                raise ValueError(f"{what}: {unknown('economy', member, [*known, *geographies()])}")
        found[name] = tuple(dict.fromkeys(parts))
    return found


def select_sectors(wanted: Wanted, known: Sequence[str], what: str) -> dict[str, tuple[str, ...]]:
    """Name and industries of each sector or group of sectors that is wanted; as for economies."""
    named = _named(wanted, known, what)
    for members in named.values():
        for member in members:
            if member not in known:
                raise ValueError(f"{what}: {unknown('industry', member, known)}")
    return named


def _named(wanted: Wanted, known: Sequence[str], what: str) -> dict[str, tuple[str, ...]]:
    if wanted is None:
        return {name: (name,) for name in known}
    if isinstance(wanted, str):
        wanted = [wanted]
    if isinstance(wanted, Mapping):
        named = {name: (of,) if isinstance(of, str) else tuple(of) for name, of in wanted.items()}
    else:
        named = {name: (name,) for name in wanted}
    if not named or not all(named.values()):
        raise ValueError(f"{what}: nothing is named")
    return named
