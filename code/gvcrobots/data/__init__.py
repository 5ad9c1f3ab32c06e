"""From the verified tables of `raw/` to the panels: recipes, one module a source that needs more."""
