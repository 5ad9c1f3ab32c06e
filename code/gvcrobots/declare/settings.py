"""The types of `config/config.yaml`: settings of the whole run, and of the Monte Carlo."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from gvcrobots.declare.base import Count, Declaration, Name, problem
from gvcrobots.declare.curve import Draws
from gvcrobots.declare.specifications import Specification

Weight = Annotated[float, Field(ge=0)]


class Errors(Declaration):
    """How errors of simulated outcomes are put together, beside shocks of the cell."""

    economy_year: Weight = Field(
        0.0, description="Weight of a shock that all industries of an economy share."
    )
    exposed: Weight = Field(
        0.0,
        description="Weight of a shock of the economy that industries share in proportion to "
        "their exposure: few effective shocks, dependence within the clusters.",
    )
    common: Weight = Field(
        0.0,
        description="Weight of a shock of the world that industries share in proportion to their "
        "exposure, with loadings of the economies: dependence between clusters.",
    )


class SimulationDeclaration(Declaration):
    """One setting of the Monte Carlo as it is written."""

    family: Name = Field(description="Family of the regression whose regressors are used.")
    specification: Name = Field(description="Regression of the family.")
    errors: Errors = Field(description="Weights of the shocks.")


class Montecarlo(Declaration):
    """Simulated outcomes on the regressors of the study."""

    replications: Count = Field(description="Simulated outcomes of each setting.")
    batches: Count = Field(description="Jobs that they are divided between.")
    draws: Draws = Field(description="Draws of the bootstrap, in each replication.")
    exposure: Name = Field(description="Shock of the industry by which `errors` are exposed.")
    settings: dict[Name, SimulationDeclaration] = Field(
        min_length=1, description="Settings by name."
    )

    @model_validator(mode="after")
    def _check_batches(self) -> Self:
        if self.replications % self.batches:
            counts = f"{self.replications} replications are not divided by {self.batches} batches"
            raise problem(counts, "batches")
        return self


class Settings(Declaration):
    """All of `config/config.yaml`; `--config key=value` overrides a key."""

    seed: Annotated[int, Field(strict=True, ge=0)] = Field(description="Of every random draw.")
    draws: Draws = Field(description="Draws of the wild cluster bootstrap.")
    level: Annotated[float, Field(gt=0.5, lt=1)] = Field(
        description="Of every confidence interval."
    )
    montecarlo: Montecarlo = Field(description="Simulations for `snakemake montecarlo`.")
    wiod_dir: str | None = Field(
        None, description="Folder of full inter-country tables, for icio and icio_check."
    )


class Simulation(Declaration):
    """What one setting of the Monte Carlo simulates."""

    specification: Specification = Field(description="Whose regressors are used.")
    exposure: Name = Field(description="Exposure of the industry.")
    errors: Errors = Field(description="Weights of the shocks.")
