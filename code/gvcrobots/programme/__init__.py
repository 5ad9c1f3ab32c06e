"""Everything that computes a result of the study."""
