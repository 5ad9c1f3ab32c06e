"""The codebook describes what is declared and counts what is there."""

import pandas as pd
from gvcrobots.data.codebook import codebook

VARIABLES = {
    "iso3": {"label": "Economy", "unit": "code", "definition": "A code.", "source": ["wiod"]},
    "robot_stock": {
        "label": "Robots",
        "unit": "USD & 5 %",
        "definition": "A stock | a sum.",
        "source": ["comtrade_robots", "pwt"],
    },
    "vax": {"label": "VAX", "unit": "USD", "definition": "Words.", "source": ["adb_mrio"]},
}
PANEL = pd.DataFrame({"iso3": ["DEU", "AUT"] * 600, "robot_stock": [-2.5e9, None] * 600})


def test_counts_and_ranges():
    book = codebook(PANEL, VARIABLES).set_index("variable")
    assert book.loc["robot_stock", ["n", "missing"]].tolist() == [600, 600]
    assert book.loc["robot_stock", ["minimum", "maximum"]].tolist() == [-2.5e9, -2.5e9]
    assert book.loc["iso3", "minimum":].isna().all()
    assert book.loc["vax", "n":].isna().all()
