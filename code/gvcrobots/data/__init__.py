"""From verified tables of `raw/` to the panels: recipes, and a module a source that needs more."""
