"""No result is typed by hand: the numbers of the text come from the build."""

import re

import pytest
from gvcrobots.declare.exhibits import Exhibits

# What may stand in the text as a figure: years, references to claims and tables, units of LaTeX.
REMOVED = [
    r"(?<!\\)%.*",
    r"\\(?:cite\w*|ref|eqref|label|input|exhibit|drawing|result|bibliography\w*|usepackage"
    r"|documentclass|geometry)\s*(?:\[[^\]]*\])*\{[^}]*\}",
    r"\\begin\{(?:tabular|minipage)\}.*",
    r"\\begin\{equation\*?\}.*?\\end\{equation\*?\}",
    r"\\\\\[\w+\]",
    r"\b(?:19|20)\d\d\b",
    r"\bheading \d+\b|\bWCR-31\b|\bAKM0\b|\bCRV1\b",
    r"\b(?:80|95|99) per cent\b",
    r"\$[^$]*\$",
    r"#1",
    r"\bJEL:.*",
    r"\bC\d+\b",
]


def numbers_typed(text):
    for pattern in REMOVED:
        text = re.sub(pattern, " ", text, flags=re.DOTALL if "equation" in pattern else 0)
    return re.findall(r"\S*\d\S*", text)


def sections(root):
    return sorted(root.glob("paper/sections/*.tex"))


def test_no_number_is_typed_by_hand(root):
    typed = {path.name: numbers_typed(path.read_text()) for path in sections(root)}
    assert {name: found for name, found in typed.items() if found} == {}


@pytest.mark.parametrize(
    "text", ["a rise of 3.2 per cent", "the coefficient is -0.04", "14 of 29", "in column~3"]
)
def test_a_typed_result_would_be_seen(text):
    assert numbers_typed(text)


def test_every_source_that_is_cited_is_listed_and_the_reverse(root):
    text = "\n".join(path.read_text() for path in sections(root))
    cited = {
        key.strip()
        for keys in re.findall(r"\\cite\w*(?:\[[^\]]*\])*\{([^}]*)\}", text)
        for key in keys.split(",")
    }
    listed = re.findall(r"^@\w+\{(\w+),", (root / "paper/references.bib").read_text(), re.M)
    assert cited == set(listed)


def test_captions_are_those_of_the_exhibits_and_every_exhibit_is_shown(root):
    text = "\n".join(path.read_text() for path in sections(root))
    assert not re.search(r"\\caption|\\begin\{(?:figure|table)\}|\\includegraphics", text)
    exhibits = Exhibits.read(root / "config/exhibits.yaml")
    for command, declared in (("exhibit", exhibits.tables), ("drawing", exhibits.figures)):
        shown = re.findall(rf"\\{command}\{{(\w+)\}}", text)
        assert sorted(shown) == sorted(n for n, each in declared.items() if not each.on_request)


def test_notes_do_not_number_columns_by_hand(root):
    exhibits = Exhibits.read(root / "config/exhibits.yaml")
    for exhibit in (*exhibits.tables.values(), *exhibits.figures.values()):
        assert not re.search(r"[Cc]olumns? \d|(?<!\w)\(\d\) ", exhibit.notes)
