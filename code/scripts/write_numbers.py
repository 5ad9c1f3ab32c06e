"""Write the numbers of the text as macros, with where they come from (rule numbers)."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from gvcrobots.exhibits import macros, yardstick_macros
from gvcrobots.exhibits.claim_macros import claim_macros
from gvcrobots.exhibits.named import Named, named_results
from gvcrobots.exhibits.numbers import Macro, chosen, latex_macros, provenance
from gvcrobots.exhibits.untested import untested_claims
from gvcrobots.files import write_text


def made(
    tables: dict[str, pd.DataFrame], claims: dict[str, Any], declared: dict[str, Any], turn: int
) -> Iterator[Macro]:
    """Make everything that the text can call by name."""
    yield from macros.declared_macros(**declared)
    for name, make in (
        ("all_estimates", macros.estimate_macros),
        ("all_estimates", macros.interval_macros),
        ("all_diagnostics", macros.diagnostic_macros),
        ("effects", macros.effect_macros),
        ("summary", macros.summary_macros),
        ("sample", macros.panel_macros),
        ("participation", macros.world_macros),
        ("national", macros.national_macros),
        ("loadings", macros.loading_macros),
        ("curve_test", macros.curve_macros),
        ("placebo", macros.placebo_macros),
        ("industries_association", macros.industry_macros),
        ("influence", macros.influence_macros),
        ("yardsticks_agreement", yardstick_macros.agreement_macros),
        ("yardsticks_reliability", yardstick_macros.reliability_macros),
        ("closures", yardstick_macros.closure_macros),
        ("robot_validation", yardstick_macros.validation_macros),
    ):
        yield from make(tables[name])
    yield from yardstick_macros.chain_macros(tables["participation_sample"], turn)
    described = tables["participation"], tables["industries_association"]
    untested = untested_claims(claims, *described, turn)
    yield from claim_macros(claims, tables["claims"], untested)


def main(
    text: list[str],
    noted: list[list[str]],
    claims: dict[str, Any],
    declared: dict[str, Any],
    turn: int,
    inputs: dict[str, str],
    outputs: dict[str, str],
) -> None:
    """Keep what the text names, and write macros and provenance."""
    tables = {name: pd.read_csv(path) for name, path in inputs.items()}
    names = [*named_results(text), *(Named(*note) for note in noted)]
    named = chosen(made(tables, claims, declared, turn), names)
    write_text(outputs["numbers"], latex_macros(named))
    write_text(outputs["provenance"], provenance(named))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.text,
        snakemake.params.noted,
        snakemake.params.claims,
        snakemake.params.declared,
        snakemake.params.turn,
        dict(snakemake.input.items()),
        dict(snakemake.output.items()),
    )
