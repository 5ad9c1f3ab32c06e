"""Declarations of small panels, which tests of the programme share."""

from gvcrobots.declare.curve import Curve, Dimensions
from gvcrobots.declare.samples import Sample
from gvcrobots.declare.specifications import Specification
from gvcrobots.declare.variables import Roles

ROLES = Roles(
    economy="iso3",
    industry="industry",
    time="year",
    robots=("robots", "robots_root"),
    digital=("digital",),
    shocks=("apr",),
)
EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def sample(years, **changes):
    """A sample whose years may be any numbers, and whose economies any labels."""
    return Sample.model_construct(panel="main", years=years, **changes)


def specification(**changes):
    """A regression of `y` on robots with two-way effects, unless another is said."""
    base = {
        "roles": ROLES,
        "outcome": "y",
        "terms": ["robots"],
        "effects": EFFECTS,
        "cluster": "iso3",
        "sample": sample((0, 5)),
    }
    return Specification.model_validate(base | changes)


def curve(**changes):
    """Thirty-two regressions on each of two methods."""
    dimensions = {
        "outcome": ["y", "y_other"],
        "robots": ["robots", "robots_root"],
        "digital": ["digital"],
        "effects": {"industry_years": EFFECTS, "common_years": [["iso3", "industry"], ["year"]]},
        "controls": {"none": [], "some": ["control"]},
        "weights": {"none": None, "weight": "weight"},
        "inference": ["crv1", "wcr31"],
    }
    return Curve.model_construct(
        roles=ROLES,
        cluster="iso3",
        draws=199,
        permutations=19,
        dimensions=Dimensions.model_validate(dimensions),
    ).model_copy(update=changes)


def with_dimensions(declared, **changes):
    """The curve with other choices."""
    return declared.model_copy(
        update={"dimensions": declared.dimensions.model_copy(update=changes)}
    )
