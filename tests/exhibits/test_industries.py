"""Figure of claim C14, and what the text says of it."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.exhibits.industries import draw_industries
from gvcrobots.exhibits.macros import industry_macros
from gvcrobots.programme.association import association

NAMES = [
    *("Food", "Textiles", "Leather", "Wood", "Paper and printing", "Refined petroleum"),
    *("Chemicals", "Rubber and plastics", "Mineral products", "Metals", "Machinery"),
    *("Electronics", "Transport equipment", "Furniture and other"),
]
FOUND = {"spearman": 0.4, "pearson": 0.5, "slope": 2.0, "intercept": 1.0, "n": 14}


def test_macros_are_named_once():
    others = FOUND | {"without": "Refined petroleum", "spearman": -0.25}
    table = pd.DataFrame([{"without": "none"} | FOUND, others])
    macros = list(industry_macros(table))
    names = {macro.name: macro.text for macro in macros}
    assert len(names) == len(macros)
    assert names["industries.n"] == "14"
    assert names["industries.spearman"] == "0.40"
    assert names["industries.without"] == "refined petroleum"
    assert names["industries.without.spearman"] == "$-$0.25"
    assert {"industries.pearson", "industries.slope", "industries.without.slope"} < set(names)


@pytest.mark.parametrize("seed", range(3))
def test_names_do_not_overlap(seed):
    random = np.random.default_rng(seed)
    data = pd.DataFrame({"label": NAMES, "advanced": [0, 1] * 7})
    data = data.assign(apr=random.normal(size=14), change=random.normal(size=14))
    figure = draw_industries(data, association(data), (1995, 2008))
    axis = figure.axes[0]
    assert sorted(text.get_text() for text in axis.texts) == sorted(data["label"])
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in axis.texts]
    met = [one.count_overlaps(boxes[place + 1 :]) for place, one in enumerate(boxes)]
    assert sum(met) == 0
    assert all(axis.bbox.x0 <= box.x0 and box.x1 <= axis.bbox.x1 for box in boxes)
