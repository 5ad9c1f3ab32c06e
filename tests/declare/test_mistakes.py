"""Mistakes of authors, one at a time: each is found without data and named in one line."""

import shutil

import pytest
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.resolved import resolved
from gvcrobots.declare.study import read_study


@pytest.fixture
def config(root, tmp_path):
    return shutil.copytree(root / "config", tmp_path / "config")


def read(config):
    study = read_study(config, read_yaml(config / "config.yaml"))
    return resolved(study, config / "exhibits.yaml")


def line_of(config, file, old, new):
    """The line that one edit is answered with."""
    path = config / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        read(config)
    return str(caught.value).replace(str(config), "config")


BOTH = "      both:\n        terms: [robots, digital]\n"
SPECIFICATIONS = {
    "key": (
        "controls: [lag_log_gdp",
        "contrls: [lag_log_gdp",
        "families.baseline.specifications.both_controls: unknown key 'contrls'; "
        "did you mean 'controls'?",
    ),
    "key of a family": (
        "    cluster:",
        "    clustr:",
        "families.baseline: unknown key 'clustr'; did you mean 'cluster'?",
    ),
    "missing key": ("    cluster: iso3\n", "", "families.baseline: key 'cluster' is missing"),
    "value": (
        "inference: [crv1, cr2,",
        "inference: [crv1, cr22,",
        "families.baseline.inference.1: 'cr22' is not valid; did you mean 'cr2'?",
    ),
    "wrong type": (
        "difference: 11",
        "difference: long",
        "families.robustness.specifications.long_difference.difference: 'long': should be a valid "
        "integer",
    ),
    "a list that is none": (
        BOTH,
        "      both:\n        terms: robots\n",
        "families.baseline.specifications.both.terms: 'robots': should be a valid tuple",
    ),
    "variable": (
        BOTH,
        BOTH.replace("robots,", "robotts,"),
        "families.baseline.specifications.both.terms: undefined variable 'robotts'; "
        "did you mean 'robots'?",
    ),
    "lag of a variable": (
        "robots_lag3,",
        "robotts_lag3,",
        "families.robustness.specifications.lag3.terms: undefined variable 'robotts'; "
        "did you mean 'robots'?",
    ),
    "sample": (
        "sample: tariffs",
        "sample: tarifs",
        "families.policy.sample: undefined sample 'tarifs'; did you mean 'tariffs'?",
    ),
    "weights": (
        "weights: exports_1995",
        "weights: export_1995",
        "families.robustness.specifications.weighted.weights: undefined variable 'export_1995'; "
        "did you mean 'exports_1995'?",
    ),
    "name of effects": (
        "effects: three_way",
        "effects: threeway",
        "families.exposure.effects: undefined list of effects 'threeway'; "
        "did you mean 'three_way'?",
    ),
    "column of effects": (
        "two_way: [[iso3, industry]",
        "two_way: [[iso3, industri]",
        "effects.two_way: undefined variable 'industri'; did you mean 'industry'?",
    ),
    "cluster": (
        "cluster: iso3",
        "cluster: iso",
        "families.baseline.cluster: undefined variable 'iso'; did you mean 'iso3'?",
    ),
    "panel": (
        "    panel: adb\n",
        "    panel: abd\n",
        "samples.adb.panel: undefined panel 'abd'; did you mean 'adb'?",
    ),
    "economy": (
        "drop_economies: [DEU,",
        "drop_economies: [DEZ,",
        "samples.without_producers.drop_economies: undefined economy 'DEZ'; did you mean 'DEU'?",
    ),
    "industry": (
        "    drop_economies: [DEU, ITA, JPN]",
        '    drop_industries: ["34t36"]',
        "samples.without_producers.drop_industries: undefined industry '34t36'; "
        "did you mean '34t35'?",
    ),
    "years outside the data": (
        "years: [1996, 2011]",
        "years: [1994, 2011]",
        "samples.main.years: 1994 is not in panel 'main' (1995-2011)",
    ),
    "reversed years": (
        "years: [2000, 2011]",
        "years: [2011, 2000]",
        "samples.from_2000.years: 2011 is after 2000",
    ),
    "placeholder of a label": (
        "without_producers:               # economies that build the robots that they use\n"
        "    like: main\n    label: Without Germany, Italy and Japan, {first}-{last}",
        "without_producers:\n    like: main\n    label: Without Germany, Italy and Japan, {frist}",
        "samples.without_producers.label: 'Without Germany, Italy and Japan, {frist}' has other "
        "placeholders than {first} and {last}",
    ),
    "circle of samples": (
        "  main:\n    label: Economies",
        "  main:\n    like: from_2000\n    label: Economies",
        "samples.main.like: a circle: 'main' is like 'from_2000' is like 'main'",
    ),
    "sample like none": (
        "like: adb",
        "like: abd",
        "samples.adb_2011.like: undefined sample 'abd'; did you mean 'adb'?",
    ),
    "control is the outcome": (
        "controls: [lag_log_gdp_per_capita,",
        "controls: [backward, lag_log_gdp_per_capita,",
        "families.baseline.specifications.both_controls.controls: 'backward' is the outcome "
        "already",
    ),
    "control is a term": (
        "controls: [lag_log_gdp_per_capita,",
        "controls: [digital, lag_log_gdp_per_capita,",
        "families.baseline.specifications.both_controls.controls: 'digital' is a term already",
    ),
    "term twice": (
        BOTH,
        BOTH.replace("robots, digital", "robots, robots"),
        "families.baseline.specifications.both.terms: 'robots' is given twice",
    ),
    "no terms": (
        "    terms: [robots, digital]\n    specifications:\n      labour",
        "    specifications:\n      labour",
        "families.channels.specifications.labour_share: key 'terms' is missing",
    ),
    "cluster that a method cannot use": (
        BOTH,
        BOTH + "        cluster: high_income\n",
        "families.baseline.specifications.both.inference: randomisation: paths move between values "
        "of iso3, clusters are high_income",
    ),
    "cluster that two ways cannot use": (
        BOTH,
        BOTH + "        cluster: industry\n        inference: [crv1, twoway, romano_wolf]\n",
        "families.baseline.specifications.both.inference: twoway: the second clusters are those of "
        "the first, industry",
    ),
    "too few instruments": (
        'instruments: ["ageing:apr", ',
        "instruments: [",
        "families.iv.specifications.both.instruments: too few: 1 for 2 endogenous terms",
    ),
    "method without its regressor": (
        "inference: [crv1, cr2, crv3, twoway,",
        "inference: [akm, crv1, cr2, crv3, twoway,",
        "families.baseline.specifications.robots.inference: akm: no term is a product with a shock "
        "of the industry (see role in variables.yaml)",
    ),
    "method of another estimator": (
        "estimator: ppml\n        inference: [crv1]",
        "estimator: ppml\n        inference: [crv1, wcr31]",
        "families.robustness.specifications.ppml.inference: wcr31: ppml has crv1, twoway, "
        "driscoll_kraay",
    ),
    "methods of least squares with instruments": (
        "inference: [crv1, wre, anderson_rubin]",
        "inference: [crv1, cr2]",
        "families.iv.specifications.robots.inference: cr2: iv has crv1, twoway, "
        "driscoll_kraay, wre, anderson_rubin, tf",
    ),
    "weights that an estimator cannot take": (
        "estimator: fractional_logit\n",
        "estimator: fractional_logit\n        weights: exports_1995\n",
        "families.robustness.specifications.fractional.weights: fractional_logit does not take it "
        "(only ols, iv, liml, ppml, half_panel_jackknife)",
    ),
    "decomposition without controls": (
        "break_test: true",
        "decomposition: true",
        "families.baseline.specifications.both.decomposition: there are no controls",
    ),
    "hypothesis that is no term": (
        'hypotheses: ["robots:advanced", ',
        'hypotheses: ["robots:advancd", ',
        "families.interactions.specifications.advanced.hypotheses: 'robots:advancd' is not among "
        "the terms ['robots', 'digital', 'robots:advanced', 'digital:advanced']",
    ),
    "horizon at the base": (
        "horizon: -2",
        "horizon: -1",
        "families.dynamics.specifications.before_2.horizon: -1 is the year that changes are taken "
        "from",
    ),
    "change longer than the sample": (
        "difference: 11",
        "difference: 12",
        "families.robustness.specifications.long_difference.difference: 12 years, but the sample "
        "spans 11",
    ),
    "name that is none": (
        "      both:\n",
        "      Both:\n",
        "families.baseline.specifications.Both: 'Both' is not a valid name (^[a-z][a-z0-9_]*$)",
    ),
}
OTHERS = {
    "key of a variable": (
        "variables",
        "    label:",
        "    lable:",
        "variables.iso3: unknown key 'lable'; did you mean 'label'?",
    ),
    "role": (
        "variables",
        "role: shock",
        "role: shok",
        "variables.apr.role: 'shok' is not valid; did you mean 'shock'?",
    ),
    "key of the panel twice": (
        "variables",
        "role: treatment",
        "role: time",
        "variables: one variable has role 'time', not 'year' and 'log_gdp_per_capita'",
    ),
    "family of a claim": (
        "claims",
        "{family: baseline, specification: both, term: robots,",
        "{family: baselin, specification: both, term: robots,",
        "claims.C2.tests.0.family: undefined family 'baselin'; did you mean 'baseline'?",
    ),
    "specification of a claim": (
        "claims",
        'specification: income, term: "robots:high',
        'specification: incom, term: "robots:high',
        "claims.C5.tests.0.specification: undefined specification 'incom'; did you mean 'income'?",
    ),
    "term of a claim": (
        "claims",
        "specification: both, term: robots,",
        "specification: both, term: robot,",
        "claims.C2.tests.0.term: undefined term 'robot'; did you mean 'robots'?",
    ),
    "scored without the method": (
        "claims",
        "{family: baseline, specification: both, term: robots,",
        "{family: dynamics, specification: h0, term: robots,",
        "claims.C2.tests.0: dynamics.h0 is scored by romano_wolf, which it does not have",
    ),
    "scored term that is no hypothesis": (
        "claims",
        'specification: income, term: "robots:high_income"',
        "specification: income, term: robots",
        "claims.C5.tests.0.term: 'robots' is not among the hypotheses of interactions.income",
    ),
    "sign": (
        "claims",
        "sign: negative",
        "sign: negativ",
        "claims.C2.tests.0.sign: 'negativ' is not valid; did you mean 'negative'?",
    ),
    "kind of a claim": (
        "claims",
        "kind: measurement",
        "kind: test",
        "claims.C1: key 'tests' is missing",
    ),
    "sample of the curve": (
        "curve",
        "sample: [main, from_2000,",
        "sample: [main, from_20000,",
        "curve.dimensions.sample: undefined sample 'from_20000'; did you mean 'from_2000'?",
    ),
    "samples of two panels": (
        "curve",
        "sample: [main, from_2000,",
        "sample: [main, adb,",
        "curve.dimensions.sample: economies exchange within one panel, not adb and main",
    ),
    "measure without its role": (
        "curve",
        "digital: [digital, broadband,",
        "digital: [digital, tariff,",
        "curve.dimensions.digital: 'tariff' does not have role 'digital' in variables.yaml",
    ),
    "control of the curve": (
        "curve",
        "lagged: [lag_log_gdp",
        "lagged: [lag_lg_gdp",
        "curve.dimensions.controls.lagged: undefined variable 'lag_lg_gdp_per_capita'; "
        "did you mean 'lag_log_gdp_per_capita'?",
    ),
    "cluster of the curve": (
        "curve",
        "cluster: iso3",
        "cluster: industry",
        "curve.cluster: paths move between values of 'iso3', not 'industry'",
    ),
    "variable of the panels": (
        "data",
        "index: digital",
        "index: digitl",
        "digital.index: undefined variable 'digitl'; did you mean 'digital'?",
    ),
    "setting": ("config", "seed:", "sed:", "unknown key 'sed'; did you mean 'seed'?"),
    "draws": (
        "config",
        "draws: 9999",
        "draws: 0",
        "draws: 0: should be greater than or equal to 99",
    ),
    "level": ("config", "level: 0.95", "level: 95", "level: 95: should be less than 1"),
    "batches": (
        "config",
        "batches: 10",
        "batches: 7",
        "montecarlo.batches: 2000 replications are not divided by 7 batches",
    ),
    "specification of a simulation": (
        "config",
        "specification: both",
        "specification: bth",
        "montecarlo.settings.baseline.specification: undefined specification 'bth'; "
        "did you mean 'both'?",
    ),
    "exposure of a simulation": (
        "config",
        "exposure: apr ",
        "exposure: arp ",
        "montecarlo.exposure: undefined shock of the industry 'arp'; did you mean 'apr'?",
    ),
    "duplicate key": (
        "specifications",
        "      digital:\n        terms: [digital]\n",
        "      robots:\n        terms: [digital]\n",
        "line 114: key 'robots' is given twice",
    ),
    "circular anchor": (
        "claims",
        "claims:\n",
        "claims: &all\n  C16: *all\n",
        "line 8: an anchor refers to itself",
    ),
    "family of an exhibit": (
        "exhibits",
        "family: baseline",
        "family: baselin",
        "tables.baseline: undefined family 'baselin'; did you mean 'baseline'?",
    ),
    "column of an exhibit": (
        "exhibits",
        "columns: [robots, digital, both, both_controls]",
        "columns: [robots, digital, bth]",
        "tables.baseline: undefined specification 'bth'; did you mean 'both'?",
    ),
    "headings": (
        "exhibits",
        "headings: [Industry, Income, Period]",
        "headings: [Industry, Income]",
        "tables.interactions_exposure: 2 headings, 3 columns",
    ),
}
MISTAKES = {name: ("specifications", *rest) for name, rest in SPECIFICATIONS.items()} | OTHERS


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_in_one_line(config, name):
    file, old, new, line = MISTAKES[name]
    assert line_of(config, file, old, new) == f"config/{file}.yaml: {line}"


def test_the_declarations_of_the_package_are_valid(config):
    assert {"baseline", "exposure"} <= set(read(config)["families"])
