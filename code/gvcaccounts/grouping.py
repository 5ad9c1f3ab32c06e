"""Ways in which the economies of a table are grouped for exporters and importers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gvcaccounts.economies import Economies, economies_of
from gvcaccounts.exporters import Exporter, exporter_of
from gvcaccounts.leontief import LeontiefSystem

Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True, eq=False)
class Grouping:
    """A table, and the groups of its economies that count as one throughout."""

    system: LeontiefSystem
    groups: Groups
    _found: dict[tuple, Economies] = field(default_factory=dict)

    @property
    def base(self) -> Economies:
        """The economies when nothing else is grouped."""
        return self.economies({})

    def economies(self, more: Groups) -> Economies:
        """Economies with further groups of those of the base, made once each."""
        key = tuple((name, tuple(members)) for name, members in more.items())
        if key not in self._found:
            groups = {name: list(members) for name, members in self.groups.items()}
            for name, members in more.items():
                groups[name] = [part for m in members for part in groups.pop(m, [m])]
            self._found[key] = economies_of(self.system, groups)
        return self._found[key]

    def exporters(
        self, members: Sequence[str], importers: Mapping[str, tuple[str, ...]]
    ) -> Iterator[tuple[Exporter, dict[str, tuple[str, ...]]]]:
        """Describe an exporter among partners that are grouped as the importers are.

        Economies that import alone have each other as partners. For each group of them the group
        is one partner, so that what its members trade with each other is domestic.

        Yields
        ------
        Exporter and importers
            The exporter, and the partners that each importer is.
        """
        own = {"the exporter": members} if len(members) > 1 else {}
        name = "the exporter" if own else members[0]
        outside = {
            importer: tuple(member for member in of if member not in members)
            for importer, of in importers.items()
        }
        alone = {importer: of for importer, of in outside.items() if len(of) == 1}
        if alone:
            yield exporter_of(self.economies(own), name), alone
        for importer, of in outside.items():
            if len(of) > 1:
                grouped = self.economies(own | {"the importer": of})
                yield exporter_of(grouped, name), {importer: ("the importer",)}
