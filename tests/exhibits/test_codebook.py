"""The codebook as a page and as a table."""

import pandas as pd
from gvcrobots.data.codebook import codebook
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.codebook import latex_codebook, markdown_codebook, markdown_sources

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
EXHIBIT = typed("tables", {"kind": "codebook", "caption": "Variables", "notes": "Notes of 5 %."})


def test_markdown_has_one_row_a_variable():
    lines = markdown_codebook(EXHIBIT, codebook(PANEL, VARIABLES)).splitlines()
    assert lines[-2] == (
        r"| `robot_stock` | Robots | USD & 5 % | A stock \| a sum. | comtrade_robots, pwt "
        "| 600 | 600 | -2.5e+09 | -2.5e+09 |"
    )


def test_latex_is_escaped():
    text = latex_codebook("codebook", EXHIBIT, codebook(PANEL, VARIABLES))
    row = next(line for line in text.splitlines() if "comtrade" in line)
    assert r"USD \& 5 \%" in row
    assert r"\texttt{robot\_\allowbreak stock}" in row
    assert r"$-2.5\cdot 10^{9}$" in row
    assert text.count("{") == text.count("}")
    assert r"\label{tab:codebook}" in text


def test_sources_are_listed_with_what_is_known_of_them():
    words = dict.fromkeys(
        ("title", "publisher", "version", "citation", "terms", "retrieved", "origin"), "Words"
    )
    page = markdown_sources({"pwt": {**words, "doi": "10.34894/QT5BCC"}, "wgi": words})
    first, second = page.split("### `raw/wgi`")
    assert "- DOI: <https://doi.org/10.34894/QT5BCC>" in first
    assert "DOI" not in second
    two = markdown_sources({"pwt": {**words, "doi": ["10.1/a", "10.1/b"]}})
    assert two.count("- DOI: ") == 2
    assert "- Terms: Words" in second
