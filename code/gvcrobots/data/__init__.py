"""From raw tables to the panel: one module a source, verification and assembly."""
