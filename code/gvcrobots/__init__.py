"""The study; on its ground floor files, logs, the columns of results, what rules hash."""
