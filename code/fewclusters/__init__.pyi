"""Types of the public names, which `__init__.py` imports when they are asked for."""

from fewclusters.fit.absorption import absorb as absorb
from fewclusters.fit.design import Design as Design
from fewclusters.fit.effects import EffectSpace as EffectSpace
from fewclusters.fit.effects import effect_space as effect_space
from fewclusters.fit.estimate import Estimate as Estimate
from fewclusters.fit.estimators import ESTIMATORS as ESTIMATORS
from fewclusters.fit.estimators import Estimator as Estimator
from fewclusters.fit.estimators import estimate as estimate
from fewclusters.fit.fractional import fractional_logit as fractional_logit
from fewclusters.fit.half_panel import half_panel_jackknife as half_panel_jackknife
from fewclusters.fit.iv import liml as liml
from fewclusters.fit.iv import two_stage_least_squares as two_stage_least_squares
from fewclusters.fit.least_squares import least_squares as least_squares
from fewclusters.fit.ppml import ppml as ppml
from fewclusters.fit.ppml import separated_rows as separated_rows
from fewclusters.fit.roles import Roles as Roles
from fewclusters.fit.transformations import difference as difference
from fewclusters.fit.transformations import project as project
from fewclusters.fit.transformations import shifted as shifted
from fewclusters.infer.anderson_rubin import anderson_rubin as anderson_rubin
from fewclusters.infer.bias_reduced import cr2 as cr2
from fewclusters.infer.bias_reduced import crv3 as crv3
from fewclusters.infer.bias_reduced import leave_one_cluster_out as leave_one_cluster_out
from fewclusters.infer.clustered import crv1 as crv1
from fewclusters.infer.clustered import driscoll_kraay as driscoll_kraay
from fewclusters.infer.clustered import sandwich as sandwich
from fewclusters.infer.clustered import second_codes as second_codes
from fewclusters.infer.clustered import twoway as twoway
from fewclusters.infer.first_stage import first_stages as first_stages
from fewclusters.infer.methods import inference as inference
from fewclusters.infer.methods import refusal as refusal
from fewclusters.infer.randomisation import randomisation_test as randomisation_test
from fewclusters.infer.registry import METHODS as METHODS
from fewclusters.infer.registry import Method as Method
from fewclusters.infer.registry import Settings as Settings
from fewclusters.infer.romano_wolf import romano_wolf as romano_wolf
from fewclusters.infer.shift_share import akm as akm
from fewclusters.infer.shift_share import akm0 as akm0
from fewclusters.infer.shift_share import effective_shocks as effective_shocks
from fewclusters.infer.shift_share import exposure_balance as exposure_balance
from fewclusters.infer.shift_share import shock_level_regression as shock_level_regression
from fewclusters.infer.tf import tf_interval as tf_interval
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap as wild_cluster_bootstrap
from fewclusters.infer.wild_iv import wild_iv_bootstrap as wild_iv_bootstrap
from fewclusters.infer.wild_joint import wild_joint_test as wild_joint_test
from fewclusters.judge.breaks import BreakTest as BreakTest
from fewclusters.judge.breaks import sup_f_test as sup_f_test
from fewclusters.judge.gelbach import decompose as decompose
from fewclusters.judge.leverage import cluster_diagnostics as cluster_diagnostics
from fewclusters.judge.leverage import effective_clusters as effective_clusters
from fewclusters.judge.oster import oster_bounds as oster_bounds
from fewclusters.judge.panel_tests import TestResult as TestResult
from fewclusters.judge.panel_tests import hausman as hausman
from fewclusters.judge.panel_tests import mundlak as mundlak
from fewclusters.judge.panel_tests import pesaran_cd as pesaran_cd
from fewclusters.judge.panel_tests import wald_test as wald_test
from fewclusters.judge.panel_tests import (
    wooldridge_serial_correlation as wooldridge_serial_correlation,
)
from fewclusters.judge.power import minimum_detectable_effect as minimum_detectable_effect
from fewclusters.judge.weak_instruments import hansen_j as hansen_j
from fewclusters.judge.weak_instruments import strength as strength

__version__: str
