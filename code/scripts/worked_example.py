"""Write the worked example of docs/gvc_accounting.md again (maintainers)."""

import sys
from pathlib import Path

import numpy as np
from gvcaccounts.content import foreign_share, foreign_value_added_in_output, origin_of_value
from gvcaccounts.decompositions import decompose
from gvcaccounts.leontief import LeontiefSystem, leontief_inverse, leontief_system
from gvcaccounts.position import backward_length, upstreamness
from gvcaccounts.production import backward_activities, forward_activities
from gvcaccounts.tables import IcioTable, icio_table
from gvcaccounts.world import world_participation
from gvcrobots.files import write_text

START, END = "<!-- worked example -->", "<!-- end of worked example -->"
METHODS = {
    "bm_src": "Borin and Mancini, source-based",
    "bm_snk": "Borin and Mancini, sink-based",
    "wwz": "Wang, Wei and Zhu; Koopman, Wang and Wei",
    "oecd": "OECD/TiVA",
}


def example_table() -> IcioTable:
    """Two countries with one industry each, small enough to be checked by hand."""
    Z = [[20, 30], [10, 60]]
    Y = [[40, 10], [20, 110]]
    return icio_table(["North", "South"], ["all"], Z, Y)


def markdown_table(header: list[str], rows: list[list[object]]) -> str:
    """Set a table in Markdown, numbers with four decimals."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def worked_example() -> str:
    """Compute every number of the example and set it in Markdown."""
    table = example_table()
    system = leontief_system(table)
    parts = [
        "The table, in millions:",
        _flows(table),
        "Leontief inverse (B), domestic inverse (L_ss) and value added per unit (v):",
        _matrices(system),
        "Gross exports and their parts, by method:",
        *(_decomposition(system, method) for method in METHODS),
        "Indicators:",
        _indicators(system),
        "Production activities, value added by where it goes and final goods by their origin:",
        _activities(system),
        "World participation, %:",
        _world(system),
    ]
    return "\n\n".join(parts)


def _flows(table: IcioTable) -> str:
    names = list(table.regions)
    inputs, uses = ([f"{what} {name}" for name in names] for what in ("inputs of", "use in"))
    header = ["from, to", *inputs, *uses, "output"]
    rows = [
        [name, *map(_whole, [*table.Z[i], *table.Y[i], table.x[i]])] for i, name in enumerate(names)
    ]
    rows.append(["value added", *map(_whole, table.va), "", "", ""])
    return markdown_table(header, rows)


def _whole(figure: float) -> str:
    return f"{figure:.0f}"


def _matrices(system: LeontiefSystem) -> str:
    B, names = leontief_inverse(system), system.table.regions
    rows = [
        [name, *B[i].tolist(), float(system.L[i, 0, 0]), float(system.v[i])]
        for i, name in enumerate(names)
    ]
    return markdown_table(["", *(f"B, {name}" for name in names), "L_ss", "v"], rows)


def _decomposition(system: LeontiefSystem, method: str) -> str:
    frame = decompose(system, method=method)
    terms = list(frame["term"].unique())
    rows = [
        [exporter, *rows.set_index("term").loc[terms, "value"].tolist()]
        for exporter, rows in frame.groupby("exporter", sort=False)
    ]
    return markdown_table([METHODS[method], *terms], rows)


def _indicators(system: LeontiefSystem) -> str:
    foreign = foreign_share(origin_of_value(system))
    length = backward_length(system)
    values = {
        "backward, %": 100 * foreign,
        "import_content_output, %": 100 * foreign_value_added_in_output(system, foreign),
        "length_domestic": length.domestic,
        "length_foreign": length.foreign,
        "upstreamness": upstreamness(system),
        "downstreamness": length.total,
    }
    rows = [[name, *figures.tolist()] for name, figures in values.items()]
    return markdown_table(["", *system.table.regions], rows)


def _activities(system: LeontiefSystem) -> str:
    kinds = ("domestic", "traditional", "simple", "complex", "total")
    rows = []
    for direction, activities in (
        ("value added", forward_activities(system)),
        ("final goods", backward_activities(system)),
    ):
        figures = np.array([getattr(activities, kind) for kind in kinds]).T
        for name, line in zip(system.table.regions, figures.tolist(), strict=True):
            rows.append([f"{direction} of {name}", *line])
    return markdown_table(["", *kinds], rows)


def _world(system: LeontiefSystem) -> str:
    world = world_participation(system)
    names = ("trade_based", "production_based", "production_simple", "production_complex")
    return markdown_table(["", *names], [["world", *(world[name] for name in names)]])


def with_example(page: str) -> str:
    """Put the computed example between its marks in the text of the page."""
    head, rest = page.split(START)
    _, tail = rest.split(END)
    return f"{head}{START}\n\n{worked_example()}\n\n{END}{tail}"


if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/gvc_accounting.md")
    write_text(path, with_example(path.read_text(encoding="utf-8")))
