"""How the panels are built where a recipe does not do: parameters of `config/data.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic.types import StringConstraints

from gvcrobots.declare.base import Declaration, Name, Text, Year, check_known, problem
from gvcrobots.declare.samples import Years, check_years

Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
RawTable = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*\.csv$")]
Rate = Annotated[float, Field(gt=0, lt=1)]
Span = Annotated[Years, AfterValidator(check_years)]


class Industries(Declaration):
    """The industries of the cells, and groups of industries (codes of the tables, NACE Rev. 1)."""

    cells: dict[str, Text] = Field(
        min_length=1, description="Industries of the panels, and what figures and text call them"
    )
    flags: dict[Name, tuple[str, ...]] = Field(
        description="Flags of the panel, 1 for the industries listed"
    )
    services: tuple[str, ...] = Field(description="Service industries, for services_content")
    coordination: dict[Name, str] = Field(
        description="Inputs that coordinate chains: column of raw/wiod/coordination.csv, industry"
    )

    @model_validator(mode="after")
    def _check_flags(self) -> Self:
        for codes in self.flags.values():
            for code in codes:
                check_known("industry", code, self.cells)
        return self


class Cells(Declaration):
    """Which cells of the tables are in the panels."""

    minimum_exports: float = Field(
        ge=0, description="USD million; below it a ratio to exports is made of rounding"
    )
    controls: tuple[Name, ...] = Field(description="Controls whose gaps the sample table counts")


class RobotMeasure(Declaration):
    """One stock of robots, and robots per worker that is made of it."""

    stock: Name = Field(description="Variable of the stock")
    depreciation: Rate | None = Field(
        None, description="Yearly rate of the perpetual inventory of imports"
    )
    column: Name | None = Field(None, description="Column of the table that is the stock instead")

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if (self.depreciation is None) == (self.column is None):
            raise problem("give either 'depreciation' or 'column'")
        return self


class Robots(Declaration):
    """Robot capital from imports of robots."""

    table: RawTable = Field(description="Table of real imports")
    growth_without: tuple[Iso3, ...] = Field(
        (), description="Economies whose imports do not count in that growth"
    )
    growth: Span = Field(
        description="Years between which pooled imports give the growth g of initial stocks"
    )
    measures: dict[Name, RobotMeasure] = Field(
        min_length=1, description="Robots per worker, by variable"
    )
    imputed: Name = Field(description="Flag of years whose imports were interpolated")
    workers: Name = Field(description="Variable of persons employed in the base year")


class Digital(Declaration):
    """The digital index, a first principal component."""

    index: Name = Field(description="Variable of the index")
    components: tuple[Name, ...] = Field(min_length=2, description="Variables that it is made of")
    robots: Name = Field(description="Economy-years of the main panel with this variable count")
    years: Span = Field(description="Years that count")
    without: tuple[Iso3, ...] = Field((), description="Economies that do not count")


class World(Declaration):
    """A mean over all economies of a year."""

    variable: Name = Field(description="Variable of the mean")
    of: Name = Field(description="Variable that is averaged")
    weights: RawTable = Field(description="Table of the weights")
    column: Name = Field(description="Column of the weights")


class Partners(Declaration):
    """Robots of the partners that a cell reached in the base year."""

    table: RawTable = Field(description="Table of links")
    variable: Name = Field(description="Variable of the robots of partners")
    covered: Name = Field(description="Variable of the sum of the links")
    robots: Name = Field(description="Robots of a partner, a variable")
    years: Span = Field(description="Years in all of which a partner must report to count")


class Penetration(Declaration):
    """Penetration of robots by industry, mapped to the industries of the cells."""

    table: RawTable = Field(description="Table of published penetration")
    column: Name = Field(description="Column of robots per 1,000 workers")
    key: Name = Field(description="Column of the published industries")
    industries: dict[str, tuple[Name, ...]] = Field(
        description="Published industries in each of ours; several are averaged"
    )
    measures: dict[Name, dict[str, tuple[Name, ...]]] = Field(
        min_length=1, description="Variables, each with what it maps otherwise"
    )


class YardstickFamily(Declaration):
    """One family of input-output tables, and what the panel of yardsticks takes from it."""

    table: RawTable = Field(description="Table with `exports`, USD million, one row a cell")
    beside: RawTable | None = Field(None, description="Another table of the same cells")
    columns: dict[Name, Name] = Field(
        default_factory=dict, description="Variables, each with its column, per cent of exports"
    )
    without: dict[Name, Name] = Field(
        default_factory=dict,
        description="Variables that are 100 (1 - column/exports), each with its column",
    )

    @property
    def variables(self) -> tuple[str, ...]:
        """Variables of the family."""
        return (*self.columns, *self.without)


class YardstickMean(Declaration):
    """Mean of several yardsticks."""

    variable: Name = Field(description="Variable of the mean")
    of: tuple[Name, ...] = Field(min_length=2, description="Variables that are averaged")


class PooledYardsticks(Declaration):
    """Yardsticks below each other."""

    variable: Name = Field(description="Variable of the measure")
    of: dict[Name, Name] = Field(min_length=2, description="Families, each with its variable")


class Yardsticks(Declaration):
    """Import content of exports by families of tables, in the industries that all of them have."""

    industries: tuple[str, ...] = Field(description="The common industries")
    merged: dict[str, tuple[str, ...]] = Field(
        description="Common industries that are several of ours, with their parts"
    )
    minimum_exports: float = Field(ge=0, description="USD million, in each family")
    measures: tuple[Name, ...] = Field(description="Measures of economies and years in the panels")
    families: dict[Name, YardstickFamily] = Field(min_length=2, description="Families of tables")
    mean: YardstickMean = Field(description="Mean of yardsticks with one definition")
    pooled: PooledYardsticks = Field(description="Yardsticks of one definition, stacked")

    @model_validator(mode="after")
    def _check_variables(self) -> Self:
        made = [name for family in self.families.values() for name in family.variables]
        for name in (*self.mean.of, *self.pooled.of.values()):
            check_known("variable of a family", name, made)
        for code in self.merged:
            check_known("industry", code, self.industries)
        return self


class Construction(Declaration):
    """Contents of `config/data.yaml`."""

    base_year: Year = Field(
        description="First year of the tables; links and inputs are measured in it"
    )
    turn: Year = Field(
        description="Last year of hyper-globalisation; after_<year> flags the years after it"
    )
    closure: Literal["published", "prorata", "row_sums", "own_use"] = Field(
        description="Where the residual of the rounded inter-country tables goes"
    )
    regions: dict[Text, tuple[Iso3, ...]] = Field(
        description="Continent-level regions; an economy in none has no partner in its region"
    )
    industries: Industries = Field(description="Industries and their groups")
    cells: Cells = Field(description="Filters of the cells")
    robots: Robots = Field(description="Robot capital and robots per worker")
    digital: Digital = Field(description="The digital index")
    world: World = Field(description="World mean of a digital measure")
    partners: Partners = Field(description="Robots of partners")
    penetration: Penetration = Field(description="Penetration of robots by industry")
    yardsticks: Yardsticks = Field(description="Panels of other families of tables")

    @model_validator(mode="after")
    def _check_penetration(self) -> Self:
        for code in self.penetration.industries:
            check_known("industry", code, self.industries.cells)
        for code in self.industries.cells:
            check_known("industry", code, self.penetration.industries)
        return self

    def variables(self) -> Iterator[tuple[str, str]]:
        """List the variables that it names, and where."""
        yield from (("cells.controls", name) for name in self.cells.controls)
        yield from (("industries.flags", name) for name in self.industries.flags)
        yield from ((f"robots.{key}", getattr(self.robots, key)) for key in ("imputed", "workers"))
        for name, measure in self.robots.measures.items():
            yield from (("robots.measures", name), (f"robots.measures.{name}", measure.stock))
        yield from (("digital.components", name) for name in self.digital.components)
        yield from (("penetration.measures", name) for name in self.penetration.measures)
        for family, declared in self.yardsticks.families.items():
            place = f"yardsticks.families.{family}"
            yield from ((place, name) for name in declared.variables)
        yield from (("yardsticks.measures", name) for name in self.yardsticks.measures)
        yield "yardsticks.mean", self.yardsticks.mean.variable
        yield "yardsticks.pooled", self.yardsticks.pooled.variable
        for part, keys in (
            ("digital", ("index", "robots")),
            ("world", ("variable", "of")),
            ("partners", ("variable", "covered", "robots")),
        ):
            yield from ((f"{part}.{key}", getattr(getattr(self, part), key)) for key in keys)

    @property
    def parameters(self) -> dict[str, Any]:
        """Plain data for the parameters of a job, without names of industries, which no job uses.

        Codes stand for the names, so that another name reruns what shows it and nothing else.
        """
        codes = {"cells": {code: code for code in self.industries.cells}}
        plain = self.model_dump(mode="json", by_alias=True)
        return plain | {"industries": plain["industries"] | codes}

    @property
    def tables(self) -> tuple[str, ...]:
        """Raw tables that code reads beyond those with a recipe, as `folder/file`."""
        named = [self.robots.table, self.world.weights, self.partners.table, self.penetration.table]
        for family in self.yardsticks.families.values():
            named += [table for table in (family.table, family.beside) if table]
        return tuple(dict.fromkeys(named))
