"""Estimation and inference on panels with few clusters."""
