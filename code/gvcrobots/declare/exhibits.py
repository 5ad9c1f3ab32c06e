"""The types of `config/exhibits.yaml`: what each table and figure shows, its caption and notes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, field_validator, model_validator

from gvcrobots.declare.base import (
    Declaration,
    Flag,
    Name,
    Text,
    Year,
    check_known,
    check_unique,
    problem,
)

Names = Annotated[tuple[Name, ...], Field(min_length=1)]
FAMILY = "Family of regressions that is shown."
FAMILIES = "Families of regressions that are shown, in this order."
COLUMNS = "Specifications of the family, one a column."
SPECIFICATION = "Specification of the family that is shown."
SAMPLE = "Sample whose cells are shown."
GROUPS = (
    "Headings of groups; in each the label of every row by `family.specification`, or "
    "`family.specification.statistic` for a diagnostic of its terms."
)


class Exhibit(Declaration):
    """What every table and figure declares."""

    caption: Text = Field(
        description="Caption in the paper and in the report; may hold placeholders such as "
        "`{years:main}`."
    )
    notes: str = Field(
        "",
        description="Notes below the exhibit. Columns are named, `{column:both}`, counts are taken "
        "from results, `{n_clusters:both}`, other exhibits by name, `{table:baseline}`, and "
        "any number of the text by its macro, `{result:closure.n}`.",
    )
    on_request: Flag = Field(False, description="Whether it is built only when asked for by name.")


class WithColumns(Exhibit):
    """A table with one column a specification of a family."""

    family: Name = Field(description=FAMILY)
    columns: Names = Field(description=COLUMNS)

    _unique = field_validator("columns")(check_unique)


class RegressionTable(WithColumns):
    """Coefficients, standard errors and intervals."""

    kind: Literal["regression"] = Field(description="Regressions side by side.")
    headings: tuple[Text, ...] = Field((), description="Heading of each column below its number.")

    @model_validator(mode="after")
    def _check_headings(self) -> RegressionTable:
        if self.headings and len(self.headings) != len(self.columns):
            raise problem(f"{len(self.headings)} headings, {len(self.columns)} columns")
        return self


class InferenceTable(WithColumns):
    """Every method of inference beside the headline one."""

    kind: Literal["inference"] = Field(description="Methods of inference, one row each.")


class IvTable(WithColumns):
    """Instrumented regressions, sets robust to weak instruments and first stages."""

    kind: Literal["iv"] = Field(description="Regressions with instruments side by side.")


class DiagnosticsTable(Exhibit):
    """Effective clusters, leverage, influence and detectable effects."""

    kind: Literal["diagnostics"] = Field(description="What the clusters carry.")
    families: Names = Field(description=FAMILIES)


class SummaryTable(Exhibit):
    """Summary statistics of any sample of any panel."""

    kind: Literal["summary"] = Field(description="Summary statistics.")
    sample: Name = Field(description=SAMPLE)
    variables: Names = Field(description="Variables of the panel, one a row.")
    effects: tuple[Names, ...] = Field(
        description="Effects that are taken out for the column of variation within; each a list "
        "of columns."
    )

    _unique = field_validator("variables")(check_unique)


class SampleTable(Exhibit):
    """What each filter of the data leaves."""

    kind: Literal["sample"] = Field(description="Construction of the sample.")


class ParticipationTable(Exhibit):
    """World participation and its parts."""

    kind: Literal["participation"] = Field(description="World participation in some years.")
    years: tuple[Year, ...] = Field(description="Years, one a column.", min_length=1)


class RobustnessTable(Exhibit):
    """Every variation, one a row."""

    kind: Literal["robustness"] = Field(description="Coefficients of every variation.")
    groups: dict[Text, dict[Text, Text]] = Field(description=GROUPS)


class ScorecardTable(Exhibit):
    """One row a claim."""

    kind: Literal["scorecard"] = Field(description="Verdict on each claim.")


class AllTestsTable(Exhibit):
    """One row a test of a claim."""

    kind: Literal["tests"] = Field(description="All tests of the claims.")


class CodebookTable(Exhibit):
    """One row a variable."""

    kind: Literal["codebook"] = Field(description="Variables of the panel.")


class MontecarloTable(Exhibit):
    """Rejections and coverage by method of inference."""

    kind: Literal["montecarlo"] = Field(description="Rejections and coverage in simulations.")


class WithRows(Exhibit):
    """An exhibit with one row a specification of a family."""

    family: Name = Field(description=FAMILY)
    rows: dict[Name, Text] = Field(description="Label of each row by specification.", min_length=1)


class ClosuresTable(WithRows):
    """Closures of the rounded tables: agreement with other tables, cells moved, estimates."""

    kind: Literal["closures"] = Field(description="Closures of the inter-country tables.")
    against: Name = Field(description="Variable of other tables that the closures are judged by.")
    base: Name = Field(description="Closure that the others are compared with.")
    closures: dict[Name, Name] = Field(
        description="Specifications that are closures of the table, each with its variable.",
        min_length=1,
    )
    adds_up: Names = Field(description="Those under which all decompositions add up to exports.")
    sample: Name = Field(description=SAMPLE)

    @model_validator(mode="after")
    def _check_closures(self) -> ClosuresTable:
        for name in self.closures:
            check_known("row", name, self.rows)
        for name in (*self.adds_up, self.base):
            check_known("closure", name, self.closures)
        return self


class AgreementTable(WithRows):
    """Correlations of the outcomes of specifications, by two."""

    kind: Literal["agreement"] = Field(description="How far outcomes agree, by two.")


class ReliabilityTable(WithRows):
    """Reliabilities of the outcomes of specifications, by three."""

    kind: Literal["reliability"] = Field(description="Reliabilities that three outcomes imply.")


class YardsticksTable(WithRows):
    """Estimates by family of tables with what stands behind them."""

    kind: Literal["yardsticks"] = Field(description="Estimates by family of tables.")


class ValidationTable(Exhibit):
    """Measures of robots beside a survey of firms."""

    kind: Literal["validation"] = Field(description="Measures of robots beside a survey.")
    variables: Names = Field(description="Measures of robots, asinh of USD a worker.")
    present: Text = Field(description="Label of the stock over the workers of the present.")


class CoefficientsFigure(Exhibit):
    """Coefficients of interest, one panel a term."""

    kind: Literal["coefficients"] = Field(description="Coefficients, a panel a term.")
    families: Names = Field(description=FAMILIES)


class ResidualsFigure(Exhibit):
    """What a regression sees of each term."""

    kind: Literal["residuals"] = Field(description="Outcome against each term, others taken out.")
    family: Name = Field(description=FAMILY)
    specification: Name = Field(description=SPECIFICATION)


class InfluenceFigure(Exhibit):
    """Coefficients without one economy or industry."""

    kind: Literal["influence"] = Field(description="Coefficients when one is left out.")
    family: Name = Field(description=FAMILY)
    specification: Name = Field(description=SPECIFICATION)


class DynamicsFigure(Exhibit):
    """Local projections."""

    kind: Literal["dynamics"] = Field(description="Responses by horizon.")
    family: Name = Field(description="Family of local projections; those with a horizon are shown.")


class YardsticksFigure(WithRows):
    """Estimates by family of tables, on one axis a technology."""

    kind: Literal["yardsticks"] = Field(description="Estimates and detectable effects by family.")


class ChainsFigure(Exhibit):
    """Participation of the economies of a sample in every family of tables."""

    kind: Literal["chains"] = Field(description="Participation of a sample over time.")
    sample: Name = Field(description=SAMPLE)
    labels: dict[Name, Text] = Field(description="Label of each family of tables, in this order.")


class ErasFigure(Exhibit):
    """Two sources side by side."""

    kind: Literal["eras"] = Field(description="Participation and coefficients in two sources.")
    family: Name = Field(description=FAMILY)
    rows: dict[Name, Text] = Field(description="Label of each row by specification.")


class IndustriesFigure(Exhibit):
    """Change of participation by industry."""

    kind: Literal["industries"] = Field(description="Change of participation by industry.")
    years: tuple[Year, Year] = Field(description="First and last year of the change.")


class ParticipationFigure(Exhibit):
    """World participation and its parts beside published figures."""

    kind: Literal["participation"] = Field(description="World participation over time.")
    published: dict[Name, dict[Year, float]] = Field(
        description="Published figures by measure and year, per cent."
    )


class AdoptionFigure(Exhibit):
    """Both technologies over time, a line an economy."""

    kind: Literal["adoption"] = Field(description="Technologies over time.")
    sample: Name = Field(description=SAMPLE)
    highlighted: tuple[Text, ...] = Field(description="Economies that stand out in colour.")


class CurveFigure(Exhibit):
    """Specification curves."""

    kind: Literal["curve"] = Field(description="Specification curves.")


class RobustnessFigure(Exhibit):
    """Every variation on one scale."""

    kind: Literal["robustness"] = Field(description="Standardised effects of every variation.")
    groups: dict[Text, dict[Text, Text]] = Field(description=GROUPS)


class ScorecardFigure(Exhibit):
    """Every test on one scale."""

    kind: Literal["scorecard"] = Field(description="Standardised effects of every test.")


class MontecarloFigure(Exhibit):
    """Rejections by method of inference."""

    kind: Literal["montecarlo"] = Field(description="Rejections in simulations.")


Table = Annotated[
    RegressionTable
    | InferenceTable
    | IvTable
    | DiagnosticsTable
    | SummaryTable
    | SampleTable
    | ParticipationTable
    | RobustnessTable
    | ScorecardTable
    | AllTestsTable
    | CodebookTable
    | MontecarloTable
    | ClosuresTable
    | AgreementTable
    | ReliabilityTable
    | YardsticksTable
    | ValidationTable,
    Field(discriminator="kind"),
]
Figure = Annotated[
    CoefficientsFigure
    | ResidualsFigure
    | InfluenceFigure
    | DynamicsFigure
    | ErasFigure
    | IndustriesFigure
    | ParticipationFigure
    | AdoptionFigure
    | CurveFigure
    | RobustnessFigure
    | ScorecardFigure
    | MontecarloFigure
    | YardsticksFigure
    | ChainsFigure,
    Field(discriminator="kind"),
]


class Exhibits(Declaration):
    """All of `config/exhibits.yaml`."""

    tables: dict[Name, Table] = Field(description="Tables by name.")
    figures: dict[Name, Figure] = Field(description="Figures by name.")


def typed(group: Literal["tables", "figures"], declared: dict[str, Any]) -> Any:  # noqa: ANN401 (one of many types)
    """Make the type of one exhibit that has been read and checked before."""
    return TypeAdapter(Table if group == "tables" else Figure).validate_python(declared)
