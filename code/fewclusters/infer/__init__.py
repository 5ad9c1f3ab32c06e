"""Inference: covariances, bootstraps and permutations that allow for few clusters."""
