"""The estimators by their labels: what each supports, and one way to call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate
from fewclusters.fit.fractional import fractional_logit
from fewclusters.fit.half_panel import half_panel_jackknife
from fewclusters.fit.iv import liml, two_stage_least_squares
from fewclusters.fit.least_squares import least_squares
from fewclusters.fit.ppml import ppml
from fewclusters.fit.roles import Roles


@dataclass(frozen=True)
class _Given:
    """What the caller of `estimate` gave: outcome, terms, effects and cluster; and the rest."""

    regression: tuple[str, Sequence[str], Sequence[Sequence[str]], str]
    weights: str | None
    endogenous: Sequence[str]
    instruments: Sequence[str]
    roles: Roles


@dataclass(frozen=True)
class Estimator:
    """An estimator and what may be asked of it.

    Attributes
    ----------
    label
        Key of `ESTIMATORS`.
    weights
        Whether it takes weights.
    instruments
        Whether it has endogenous regressors and instruments: it needs them, or it has none.
    needs
        Roles of columns without which it cannot be computed.
    reference
        Where it comes from.
    function
        From a frame and what the caller of `estimate` gave to the estimate.
    """

    label: str
    weights: bool
    instruments: bool
    needs: tuple[str, ...]
    reference: str
    function: Callable[[pd.DataFrame, _Given], Estimate]

    def refusal(
        self,
        *,
        weights: bool = False,
        endogenous: int = 0,
        instruments: int = 0,
        roles: Roles | None = None,
    ) -> str | None:
        """Say why a regression cannot be estimated so, before there are data.

        Parameters
        ----------
        weights
            Whether the regression has weights.
        endogenous, instruments
            Numbers of endogenous regressors and of excluded instruments.
        roles
            Columns that are known.

        Returns
        -------
        str or None
            One line, or nothing if the estimator supports what is asked.
        """
        if weights and not self.weights:
            return f"estimator {self.label!r} takes no weights"
        if not self.instruments and (endogenous or instruments):
            return f"estimator {self.label!r} takes no instruments"
        if self.instruments and not 1 <= endogenous <= instruments:
            return (
                f"estimator {self.label!r}: {instruments} instruments for {endogenous} "
                "endogenous regressors"
            )
        if missing := (roles or Roles()).missing(self.needs):
            return f"estimator {self.label!r} needs the column of the {missing[0]}"
        return None


def _instrumented(frame: pd.DataFrame, given: _Given) -> Design:
    parts = given.endogenous, given.instruments
    return absorb(frame, *given.regression, given.weights, *parts)


_REGISTERED = (
    Estimator(
        label="ols",
        weights=True,
        instruments=False,
        needs=(),
        reference="Correia (2017)",
        function=lambda frame, given: least_squares(
            absorb(frame, *given.regression, given.weights)
        ),
    ),
    Estimator(
        label="iv",
        weights=True,
        instruments=True,
        needs=(),
        reference="two-stage least squares",
        function=lambda frame, given: two_stage_least_squares(_instrumented(frame, given)),
    ),
    Estimator(
        label="liml",
        weights=True,
        instruments=True,
        needs=(),
        reference="Anderson and Rubin (1949)",
        function=lambda frame, given: liml(_instrumented(frame, given)),
    ),
    Estimator(
        label="ppml",
        weights=True,
        instruments=False,
        needs=(),
        reference="Santos Silva and Tenreyro (2006); Correia, Guimaraes and Zylkin (2020)",
        function=lambda frame, given: ppml(frame, *given.regression, given.weights),
    ),
    Estimator(
        label="fractional_logit",
        weights=False,
        instruments=False,
        needs=("unit",),
        reference="Papke and Wooldridge (1996, 2008)",
        function=lambda frame, given: fractional_logit(frame, *given.regression, given.roles.unit),
    ),
    Estimator(
        label="half_panel_jackknife",
        weights=True,
        instruments=False,
        needs=("time",),
        reference="Dhaene and Jochmans (2015)",
        function=lambda frame, given: half_panel_jackknife(
            frame, *given.regression, given.roles.time, given.weights
        ),
    ),
)
ESTIMATORS: dict[str, Estimator] = {estimator.label: estimator for estimator in _REGISTERED}


def estimate(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None = None,
    endogenous: Sequence[str] = (),
    instruments: Sequence[str] = (),
    estimator: str | None = None,
    roles: Roles | None = None,
) -> Estimate:
    """Estimate a regression by the estimator of a label.

    Parameters
    ----------
    frame, outcome, terms, effects, cluster, weights, endogenous, instruments
        As in `absorption.absorb`.
    estimator
        Key of `ESTIMATORS`; least squares by default, or two-stage least squares with instruments.
    roles
        Columns that some estimators need.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If the estimator is not known or does not support what is asked.
    """
    label = estimator or ("iv" if instruments else "ols")
    if label not in ESTIMATORS:
        raise ValueError(f"estimator {label!r} is not among {', '.join(ESTIMATORS)}")
    chosen, roles = ESTIMATORS[label], roles or Roles()
    if reason := chosen.refusal(
        weights=weights is not None,
        endogenous=len(endogenous),
        instruments=len(instruments),
        roles=roles,
    ):
        raise ValueError(reason)
    regression = (outcome, terms, effects, cluster)
    return chosen.function(frame, _Given(regression, weights, endogenous, instruments, roles))
