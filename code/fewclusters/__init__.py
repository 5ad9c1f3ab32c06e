"""Panel regressions with many fixed effects and honest inference with few clusters."""
