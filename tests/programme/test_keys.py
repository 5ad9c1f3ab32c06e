"""No key of a specification is dropped: with every estimator it counts, or it is refused."""

import io

import numpy as np
import pandas as pd
import pytest
from declared import EFFECTS, specification
from fewclusters.fit.estimators import ESTIMATORS
from fewclusters.infer.methods import METHODS, Settings
from gvcrobots.declare.estimators import (
    MOST_ENDOGENOUS,
    MOST_INSTRUMENTS,
    SOME_TAKE,
    SUPPORT,
)
from gvcrobots.declare.specifications import Specification
from gvcrobots.programme.diagnostics import diagnose_family
from gvcrobots.programme.families import estimate_family
from pydantic import ValidationError

SETTINGS = Settings(level=0.95, draws=99, seed=1)
MAIN = {"panel": "main", "years": [2000, 2007]}
INSTRUMENTS = {"instruments": ["instrument"]}
# How each key differs from the regression that is changed.
CHANGES = {
    "outcome": {"outcome": "share_other"},
    "sample": {"sample": MAIN | {"years": [2001, 2007]}},
    "effects": {"effects": [["iso3", "industry"], ["year"]]},
    "cluster": {"cluster": "region"},
    "terms": {"terms": ["digital"]},
    "controls": {"controls": ["noise"]},
    "inference": {"inference": ["crv1", "twoway"]},
    "instruments": {"instruments": ["instrument", "other_instrument"]},
    "weights": {"weights": "weight"},
    "hypotheses": {"hypotheses": [], "inference": ["crv1", "romano_wolf"]},
    "difference": {"difference": 2},
    "horizon": {"horizon": 1},
    "decomposition": {"controls": ["noise"], "decomposition": True},
    "break_test": {"break_test": True},
}
# What the changed regression is compared with, where it needs another key.
BESIDE = {
    "hypotheses": {"inference": ["crv1", "romano_wolf"]},
    "decomposition": {"controls": ["noise"]},
}


@pytest.fixture(scope="module")
def panel():
    """Twelve economies in four regions; positive outcomes below 100, so that all estimators do."""
    random = np.random.default_rng(9)
    names = ["iso3", "industry", "year"]
    levels = [[f"E{i:02}" for i in range(12)], ["x", "y", "z"], range(2000, 2008)]
    frame = pd.MultiIndex.from_product(levels, names=names).to_frame(index=False)
    economy_year = frame.groupby(["iso3", "year"]).ngroup()
    shared = random.normal(size=(5, 96))[:, economy_year]
    frame["region"] = frame["iso3"].str[1:].astype(int) % 4
    frame["instrument"], frame["other_instrument"], hidden = shared[:3]
    frame["robots"] = frame["instrument"] + 0.5 * frame["other_instrument"] + hidden
    frame["digital"] = shared[3] + 0.5 * frame["instrument"]
    frame["noise"] = random.normal(size=len(frame))
    frame["weight"] = random.uniform(0.2, 3, len(frame))
    index = 0.3 * frame["robots"] - 0.2 * hidden + 0.2 * shared[4]
    for name in ("share", "share_other"):
        frame[name] = 100 / (1 + np.exp(1 - index - 0.3 * random.normal(size=len(frame))))
    return frame


def results(panel, declared):
    """Everything that a specification leads to, as text."""
    parts = {"main": panel}, {"s": declared}, SETTINGS
    rows = estimate_family("f", *parts), diagnose_family("f", *parts)
    stream = io.StringIO()
    for table in rows:
        table.to_csv(stream, float_format="%.9g")
    return stream.getvalue()


def declared(estimator, **changes):
    instruments = INSTRUMENTS if ESTIMATORS[estimator].instruments else {}
    base = {"outcome": "share", "sample": MAIN, "estimator": estimator, "effects": EFFECTS}
    return specification(**base | instruments | changes)


@pytest.mark.parametrize("estimator", SUPPORT)
@pytest.mark.parametrize("key", CHANGES)
def test_a_key_counts_or_is_refused(panel, key, estimator):
    beside = BESIDE.get(key, {})
    try:
        changed = declared(estimator, **CHANGES[key])
    except ValidationError as error:
        assert key in SOME_TAKE
        assert key not in SUPPORT[estimator].keys
        message = error.errors()[0]["ctx"]["message"]
        assert message.startswith(f"{estimator} does not take it (only ")
        return
    assert key not in SOME_TAKE or key in SUPPORT[estimator].keys
    assert results(panel, changed) != results(panel, declared(estimator, **beside))


def test_every_key_is_tried():
    chosen_by_others = {"roles", "estimator"}
    assert set(CHANGES) | chosen_by_others == set(Specification.model_fields)


def test_estimators_differ(panel):
    found = {name: results(panel, declared(name, **CHANGES["controls"])) for name in SUPPORT}
    two_stages = found.pop("liml")  # the same as 2SLS where there are as many instruments as terms
    assert len(set(found.values())) == len(found)
    over = [declared(name, **CHANGES["instruments"]) for name in ("iv", "liml")]
    assert results(panel, over[0]) != results(panel, over[1])
    assert two_stages not in {found["ols"], found["ppml"]}


def test_what_is_declared_of_estimators_is_what_they_take():
    assert list(SUPPORT) == list(ESTIMATORS)
    for name, support in SUPPORT.items():
        able = {label for label, method in METHODS.items() if name in method.estimators}
        assert set(support.methods) == able
        assert ("weights" in support.keys) == ESTIMATORS[name].weights
        assert ("instruments" in support.keys) == ESTIMATORS[name].instruments


def test_what_is_declared_of_methods_is_what_they_allow():
    for limits, key in (
        (MOST_ENDOGENOUS, "most_endogenous"),
        (MOST_INSTRUMENTS, "most_instruments"),
    ):
        known = {label: getattr(method, key) for label, method in METHODS.items()}
        assert limits == {label: most for label, most in known.items() if most is not None}
