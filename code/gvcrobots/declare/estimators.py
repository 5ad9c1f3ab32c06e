"""Which keys and which methods of inference each estimator takes, known without importing them.

A test compares it with the registries of `fewclusters`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Estimator = Literal["ols", "iv", "liml", "ppml", "fractional_logit", "half_panel_jackknife"]
Method = Literal[
    "crv1",
    "cr2",
    "crv3",
    "jackknife",
    "twoway",
    "crv3_twoway",
    "driscoll_kraay",
    "wcr11",
    "wcr31",
    "wcr31_twoway",
    "randomisation",
    "romano_wolf",
    "permutation",
    "moderator",
    "akm",
    "akm0",
    "wre",
    "anderson_rubin",
    "tf",
]
FAMILYWISE = "romano_wolf"
SHIFT_SHARE = ("akm", "akm0")
MODERATED = ("permutation", "moderator")
TWO_WAYS = ("twoway", "crv3_twoway", "wcr31_twoway", *MODERATED)
# Largest numbers of endogenous terms and of instruments.
MOST_ENDOGENOUS = {"anderson_rubin": 2, "tf": 1}
MOST_INSTRUMENTS = {"tf": 1}


@dataclass(frozen=True)
class Support:
    """What an estimator takes.

    Attributes
    ----------
    methods
        Of inference.
    keys
        Of `SOME_TAKE`.
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
_ANY = ("crv1", "twoway", "driscoll_kraay")
_LEAST_SQUARES = (
    "cr2",
    "crv3",
    "jackknife",
    "crv3_twoway",
    "wcr11",
    "wcr31",
    "wcr31_twoway",
    "randomisation",
    *MODERATED,
)
_CHANGES = ("difference", "horizon")  # negative changes are no counts and no shares
SUPPORT: dict[str, Support] = {
    "ols": Support(
        (*_ANY, *_LEAST_SQUARES, FAMILYWISE, *SHIFT_SHARE),
        ("weights", "hypotheses", *_CHANGES, "decomposition", "break_test"),
    ),
    "iv": Support((*_ANY, "wre", "anderson_rubin", "tf"), ("weights", "instruments", *_CHANGES)),
    "liml": Support(_ANY, ("weights", "instruments", *_CHANGES)),
    "ppml": Support(_ANY, ("weights",)),
    "fractional_logit": Support(_ANY),
    "half_panel_jackknife": Support(_ANY, ("weights",)),
}
