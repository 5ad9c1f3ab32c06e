"""Panels, and the samples of their cells that regressions are estimated on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from gvcrobots.declare.base import (
    Declaration,
    Name,
    Text,
    Year,
    check_known,
    check_unique,
    problem,
)

Code = Annotated[str, Field(min_length=1)]
Years = tuple[Year, Year]


def check_years(years: Years) -> Years:
    """Check that the first of two years is not after the last; for use in validators."""
    if years[0] > years[1]:
        raise problem(f"{years[0]} is after {years[1]}")
    return years


class Panel(Declaration):
    """What a panel in `derived/` covers, so that samples can be checked without it."""

    years: Years = Field(description="First and last year.")
    economies: tuple[Code, ...] = Field(description="ISO 3166-1 alpha-3 codes.", min_length=1)

    _ordered = field_validator("years")(check_years)
    _unique = field_validator("economies")(check_unique)


class Sample(Declaration):
    """The cells that a regression is estimated on."""

    panel: Name = Field(description="Panel that the cells are taken from.")
    years: Years = Field(description="First and last year.")
    complete: tuple[str, ...] = Field(
        (), description="Variables; cells where one of them is missing are left out."
    )
    drop_economies: tuple[Code, ...] = Field((), description="Economies that are left out.")
    drop_industries: tuple[Code, ...] = Field((), description="Industries that are left out.")
    level: Literal["cell", "economy"] = Field(
        "cell",
        description="`economy` takes one row an economy and year, for outcomes that do not vary "
        "by industry.",
    )

    _ordered = field_validator("years")(check_years)
    _unique = field_validator("complete", "drop_economies", "drop_industries")(check_unique)

    @property
    def span(self) -> int:
        """Years from the first to the last."""
        return self.years[1] - self.years[0]

    def check(self, panels: Mapping[str, Panel], industries: Iterable[str]) -> Self:
        """Raise a problem at a panel, year, economy or industry that there is not."""
        check_known("panel", self.panel, panels, "panel")
        panel = panels[self.panel]
        for year in self.years:
            if not panel.years[0] <= year <= panel.years[1]:
                span = f"{panel.years[0]}-{panel.years[1]}"
                raise problem(f"{year} is not in panel {self.panel!r} ({span})", "years")
        for code in self.drop_economies:
            check_known("economy", code, panel.economies, "drop_economies")
        for code in self.drop_industries:
            check_known("industry", code, industries, "drop_industries")
        return self


class LabelledSample(Sample):
    """A sample, and what tables call it."""

    label: Text = Field(description="What tables call it; `{first}` and `{last}` are its years.")

    @field_validator("label")
    @classmethod
    def _check_placeholders(cls, label: str) -> str:
        try:
            label.format(first=0, last=0)
        except (KeyError, IndexError, ValueError):
            raise problem(f"{label!r} has other placeholders than {{first}} and {{last}}") from None
        return label

    @property
    def name(self) -> str:
        """The label with the years."""
        return self.label.format(first=self.years[0], last=self.years[1])


class SampleDeclaration(LabelledSample):
    """A sample as it is written: it may take what another sample says and it does not."""

    like: Name | None = Field(None, description="Sample whose other keys hold here too.")
    panel: Name = Field("", description="Panel that the cells are taken from.")
    years: Years | None = Field(None, description="First and last year.")

    @field_validator("years")
    @classmethod
    def _ordered(cls, years: Years | None) -> Years | None:
        return years and check_years(years)

    @model_validator(mode="after")
    def _check_complete(self) -> Self:
        if self.like is None:
            for key in ("panel", "years"):
                if not getattr(self, key):
                    raise problem(f"key {key!r} is missing")
        return self


def resolved_samples(declared: Mapping[str, SampleDeclaration]) -> dict[str, LabelledSample]:
    """Give every sample what the one that it is like says and it does not.

    Raises
    ------
    PydanticCustomError
        If a sample is like one that is not declared, or, in the end, like itself.
    """
    return {name: LabelledSample.model_validate(_said(name, declared, ())) for name in declared}


def _said(
    name: str, declared: Mapping[str, SampleDeclaration], above: tuple[str, ...]
) -> dict[str, Any]:
    sample = declared[name]
    own = {key: getattr(sample, key) for key in sample.model_fields_set if key != "like"}
    if sample.like is None:
        return own
    check_known("sample", sample.like, declared, f"{name}.like")
    if sample.like in (*above, name):
        circle = " is like ".join(repr(part) for part in (*above, name, sample.like))
        raise problem(f"a circle: {circle}", f"{(*above, name)[0]}.like")
    return _said(sample.like, declared, (*above, name)) | own
