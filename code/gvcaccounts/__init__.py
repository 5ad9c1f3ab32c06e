"""Accounts of global value chains from inter-country input-output tables."""
