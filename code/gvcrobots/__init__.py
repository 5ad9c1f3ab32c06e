"""Library of the replication package: pure functions on frames and arrays."""
