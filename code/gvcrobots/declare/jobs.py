"""What each job uses of the study, as plain data: Snakemake reruns a job when its part changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gvcrobots.declare.base import Declaration
from gvcrobots.declare.specifications import Family
from gvcrobots.declare.study import Study

# A job that estimates does not depend on what is diagnosed, nor the other way round.
DIAGNOSED = ("decomposition", "break_test")
INFERRED = ("inference", "hypotheses")


def plain(declared: Declaration, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Write a type as its constructor reads it: mappings, lists, text and numbers, no defaults."""
    return declared.model_dump(mode="json", exclude_defaults=True, exclude=set(without))


def jobs(study: Study) -> dict[str, Any]:
    """List what jobs use; labels are not among it.

    Parameters
    ----------
    study
        The study.

    Returns
    -------
    dict
        `families` (what is estimated, by family, for `Family`), `regressions` (the same, for those
        who infer nothing), `samples` (by name, for `Sample`), `keys` (of the panels, for `Roles`),
        `curve` (for `Curve`), `curve_samples` (some of `samples`) and `simulations` (by name, for
        `Simulation`).
    """
    samples = {name: plain(sample, ("label",)) for name, sample in study.samples.items()}
    return {
        "families": _families(study.families, DIAGNOSED),
        "regressions": _families(study.families, INFERRED),
        "samples": samples,
        "keys": plain(study.roles.among(())),
        "curve": plain(study.curve),
        "curve_samples": {name: samples[name] for name in study.curve_samples},
        "simulations": {name: plain(s) for name, s in study.simulations.items()},
    }


def _families(families: Mapping[str, Family], without: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: {
            "specifications": {key: plain(s, without) for key, s in family.specifications.items()}
        }
        for name, family in families.items()
    }
