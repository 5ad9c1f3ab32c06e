"""Score the claims of the theory (rule scorecard)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.numbers import define
from gvcrobots.exhibits.scorecard import (
    claim_macros,
    scorecard_table,
    tests_table,
    untested_claims,
)
from gvcrobots.exhibits.scorecard_figure import draw_scorecard, scorecard_data
from gvcrobots.exhibits.style import save_figure
from gvcrobots.exhibits.verdicts import score
from gvcrobots.files import write_text


def main(
    claims: dict[str, dict[str, Any]],
    exhibits: dict[str, dict[str, Any]],
    inputs: dict[str, str],
    outputs: dict[str, str],
) -> None:
    """Decide every test, and write the tables, the figure and the words of the text."""
    estimates, diagnostics, participation, industries = (
        pd.read_csv(inputs[name])
        for name in ("estimates", "diagnostics", "participation", "industries")
    )
    scores = score(claims, estimates, diagnostics)
    untested = untested_claims(claims, participation, industries)
    table = scorecard_table("scorecard", exhibits["scorecard"], claims, scores, untested)
    write_text(outputs["table"], table)
    all_tests = tests_table("scorecard_tests", exhibits["scorecard_tests"], scores)
    write_text(outputs["all_tests"], all_tests)
    write_text(outputs["numbers"], define(claim_macros(claims, scores, untested)))
    data = scorecard_data(scores)
    save_figure(draw_scorecard(data, claims), data, outputs["figure"], outputs["data"])


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.claims,
        {"scorecard": snakemake.params.exhibit, "scorecard_tests": snakemake.params.all_tests},
        {name: str(path) for name, path in snakemake.input.items() if name != "library"},
        {name: str(path) for name, path in snakemake.output.items()},
    )
