"""Which keys and which methods of inference each estimator takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Estimator = Literal["ols", "iv", "ppml", "fractional_logit", "half_panel_jackknife"]
Method = Literal[
    "crv1",
    "cr2",
    "crv3",
    "twoway",
    "driscoll_kraay",
    "wcr31",
    "randomisation",
    "romano_wolf",
    "akm",
    "akm0",
    "wre",
    "anderson_rubin",
]
FAMILYWISE = "romano_wolf"
SHIFT_SHARE = ("akm", "akm0")


@dataclass(frozen=True)
class Support:
    """What an estimator takes.

    Attributes
    ----------
    methods
        Of inference.
    keys
        Of a specification, beside those that every estimator takes.
    """

    methods: tuple[str, ...]
    keys: tuple[str, ...] = ()


# Keys of a specification that not every estimator takes.
SOME_TAKE = (
    "weights",
    "instruments",
    "hypotheses",
    "difference",
    "horizon",
    "decomposition",
    "break_test",
)
SUPPORT: dict[str, Support] = {
    "ols": Support(
        (
            *("crv1", "cr2", "crv3", "twoway", "driscoll_kraay", "wcr31", "randomisation"),
            *(FAMILYWISE, *SHIFT_SHARE),
        ),
        ("weights", "hypotheses", "difference", "horizon", "decomposition", "break_test"),
    ),
    "iv": Support(
        ("crv1", "wre", "anderson_rubin"), ("weights", "instruments", "difference", "horizon")
    ),
    # Weights of the cells, changes and instruments have no counterpart in these.
    "ppml": Support(("crv1",)),
    "fractional_logit": Support(("crv1",)),
    "half_panel_jackknife": Support(("crv1",)),
}
