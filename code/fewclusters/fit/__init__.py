"""Estimation: fixed effects taken out, least squares, instruments, Poisson, fractional logit."""
