"""What maintainers run: from full source tables to `raw/`. The build of the paper never comes here."""
