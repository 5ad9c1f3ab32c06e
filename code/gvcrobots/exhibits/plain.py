"""Numbers as plain text, for figures and Markdown."""


def plain(value: float, digits: int = 3) -> str:
    """Print a number with a fixed count of decimals and a true minus sign."""
    return f"{value:.{digits}f}".replace("-", "−")


def plain_p(value: float) -> str:
    """Print a p-value with three decimals, or as smaller than what three decimals can tell."""
    return "< 0.001" if value < 0.0005 else f"{value:.3f}"


def plain_p_equation(value: float) -> str:
    """Print `p = 0.123` or `p < 0.001`."""
    return f"p {'' if value < 0.0005 else '= '}{plain_p(value)}"
