"""From full source tables to `raw/`: what maintainers run, and the build of the paper never."""
