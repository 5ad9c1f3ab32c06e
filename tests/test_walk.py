"""A stranger's walk: an estimator and a method of inference go where CONTRIBUTING says.

Sources (tests/data/test_new_source.py) and columns of tables (tests/dag/test_claims.py) have walks
of their own.
"""

import os
import shutil
import subprocess
import sys

import pytest

LABELS = "gvcrobots/declare/estimators.py"
ESTIMATOR = {
    "fewclusters/fit/halves.py": """
from fewclusters.fit.least_squares import least_squares

def halves(design):
    return least_squares(design).times(0.5)
""",
    "fewclusters/fit/estimators.py": """
from fewclusters.fit.halves import halves
ESTIMATORS["halves"] = Estimator(
    label="halves", weights=False, instruments=False, needs=(), reference="none",
    function=lambda frame, given: halves(absorb(frame, *given.regression)),
)
""",
    LABELS: """
Estimator = Literal[*Estimator.__args__, "halves"]
SUPPORT["halves"] = Support(("doubled", "crv1"))
""",
}
METHOD = {
    "fewclusters/infer/doubled.py": """
from fewclusters.infer.clustered import crv1

def doubled(estimate, level):
    table = crv1(estimate, level)
    return table.assign(inference="doubled", std_error=2 * table["std_error"])
""",
    "fewclusters/infer/registry.py": """
from fewclusters.infer.doubled import doubled
METHODS["doubled"] = Method(
    label="doubled", estimators=ANY | {"halves"}, reference="none",
    test=lambda estimate, asked: doubled(estimate, asked.settings.level),
)
""",
    LABELS: """
Method = Literal[*Method.__args__, "doubled"]
SUPPORT["ols"] = Support((*SUPPORT["ols"].methods, "doubled"), SUPPORT["ols"].keys)
""",
}
RUN = """
import declared, simulated
from fewclusters.infer.methods import Settings
from gvcrobots.programme.families import estimate_family

panel = simulated.simulated_panel(11, 8, 3, 6, 0.95)
sample = declared.sample((0, 5))
regression = declared.specification(estimator={estimator!r}, inference=["crv1", "doubled"])
rows = estimate_family("f", {{"main": panel}}, {{"s": regression}}, Settings(draws=99))
print(*rows["inference"], *rows["estimate"], *rows["std_error"])
"""


def added(root, folder, *changes):
    """A copy of the code, to which files and ends of files have been added."""
    unwanted = shutil.ignore_patterns("__pycache__")
    code = shutil.copytree(root / "code", folder / "code", ignore=unwanted)
    for change in changes:
        for name, text in change.items():
            with (code / name).open("a", encoding="utf-8") as stream:
                stream.write(text)
    return code


def run(root, code, estimator):
    """Estimate a declared specification with that code: labels, estimates, standard errors."""
    path = os.pathsep.join(map(str, (code, root / "tests", root / "tests/fewclusters")))
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(estimator=estimator)],
        env=os.environ | {"PYTHONPATH": path},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    first, second, *figures = done.stdout.split()
    assert (first, second) == ("crv1", "doubled")
    return [float(figure) for figure in figures]


def test_an_estimator_and_a_method_can_be_added(root, tmp_path):
    code = added(root, tmp_path, METHOD, ESTIMATOR)
    *estimates, error, doubled = run(root, code, "ols")
    assert doubled == pytest.approx(2 * error)
    *halves, half_error, _ = run(root, code, "halves")
    assert halves == pytest.approx([estimate / 2 for estimate in estimates])
    assert half_error < error
