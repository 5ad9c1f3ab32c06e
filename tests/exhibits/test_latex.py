"""LaTeX text and figures."""

import pytest
from gvcrobots.exhibits.latex import escape, figure, p_figure


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234567.891, 1, "1{,}234{,}567.9"),
        (-0.1234, 3, "$-$0.123"),
        (-0.0001, 3, "0.000"),  # no minus sign before a zero
        (float("nan"), 3, "--"),
        (6199, 0, "6{,}199"),
    ],
)
def test_figures(value, digits, text):
    assert figure(value, digits) == text


def test_small_p_values_are_not_printed_as_zero():
    assert p_figure(0.0004) == "$<$0.001"
    assert p_figure(0.0006) == "0.001"


def test_a_hyphen_between_spaces_is_a_minus():
    assert escape("t(G - 1), 1996-2011") == "t(G $-$ 1), 1996-2011"


def test_special_characters_are_escaped():
    assert escape('50 % of R&D_1 × "Within"') == r"50 \% of R\&D\_1 $\times$ ``Within''"
