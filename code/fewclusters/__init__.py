"""Panel regressions with many fixed effects and honest inference with few clusters."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

# Public names by module; a module is imported when one of its names is asked for.
_PUBLIC = {
    "fit.absorption": ("absorb",),
    "fit.design": ("Design",),
    "fit.effects": ("EffectSpace", "effect_space"),
    "fit.estimate": ("Estimate",),
    "fit.estimators": ("ESTIMATORS", "Estimator", "estimate"),
    "fit.fractional": ("fractional_logit",),
    "fit.half_panel": ("half_panel_jackknife",),
    "fit.iv": ("liml", "two_stage_least_squares"),
    "fit.least_squares": ("least_squares",),
    "fit.ppml": ("ppml", "separated_rows"),
    "fit.roles": ("Roles",),
    "fit.transformations": ("difference", "project", "shifted"),
    "infer.anderson_rubin": ("anderson_rubin",),
    "infer.bias_reduced": ("cr2", "crv3", "leave_one_cluster_out"),
    "infer.clustered": ("crv1", "driscoll_kraay", "sandwich", "second_codes", "twoway"),
    "infer.clustering_level": ("score_variance_test",),
    "infer.coefficient_change": ("change_design", "change_given_regressors", "coefficient_change"),
    "infer.equivalence": (
        "equivalence_curve",
        "equivalence_p_value",
        "equivalence_test",
        "largest_effect",
    ),
    "infer.first_stage": ("first_stages",),
    "infer.jackknife": ("jackknife", "twoway_jackknife"),
    "infer.measurement_error": (
        "attenuation",
        "errors_in_variables",
        "implied_reliabilities",
        "wild_errors_in_variables",
    ),
    "infer.methods": ("inference", "refusal"),
    "infer.moderators": (
        "moderator_p_values",
        "moderator_test",
        "permutation_line",
        "permutation_test",
    ),
    "infer.multipliers": ("cluster_multipliers",),
    "infer.randomisation": ("randomisation_test",),
    "infer.registry": ("METHODS", "Method", "Settings"),
    "infer.romano_wolf": ("romano_wolf",),
    "infer.shift_share": (
        "akm",
        "akm0",
        "effective_shocks",
        "exposure_balance",
        "shock_level_regression",
    ),
    "infer.shift_share_iv": ("akm0_iv", "akm_iv"),
    "infer.tf": ("tf_interval",),
    "infer.wild_bootstrap": (
        "BootstrapLine",
        "bootstrap_line",
        "confidence_set",
        "wild_cluster_bootstrap",
    ),
    "infer.wild_iv": ("wild_iv_bootstrap",),
    "infer.wild_joint": ("wild_joint_test",),
    "infer.wild_systems": ("wild_joint_across",),
    "judge.breaks": ("BreakTest", "sup_f_test"),
    "judge.detectable": ("detectable_effect", "family_critical_values", "simulated_power"),
    "judge.gelbach": ("decompose",),
    "judge.leverage": ("cluster_diagnostics", "effective_clusters"),
    "judge.oster": ("oster_bounds",),
    "judge.panel_tests": (
        "TestResult",
        "hausman",
        "mundlak",
        "pesaran_cd",
        "wald_test",
        "wooldridge_serial_correlation",
    ),
    "judge.power": ("minimum_detectable_effect",),
    "judge.sensitivity": (
        "benchmark_bounds",
        "confounded_estimate",
        "robustness_value",
        "sensitivity",
    ),
    "judge.weak_instruments": ("hansen_j", "strength"),
}
_MODULE_OF = {name: module for module, names in _PUBLIC.items() for name in names}
__all__ = ["__version__", *sorted(_MODULE_OF)]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'fewclusters' has no attribute {name!r}")
    return getattr(import_module(f"fewclusters.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
