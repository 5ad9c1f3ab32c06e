"""Names that are not there, and the ones that were probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def unknown(what: str, name: str, names: Iterable[str]) -> str:
    """Say that a name is unknown, with the nearest one: `no region 'DUE'; nearest 'DEU'`."""
    names = list(dict.fromkeys(names))
    folded = {str(known).casefold(): known for known in names}
    near = get_close_matches(str(name).casefold(), list(folded), n=1, cutoff=0.5)
    return f"no {what} {name!r}" + (f"; nearest {folded[near[0]]!r}" if near else "")
