"""Answers questions about the published nights with DuckDB."""
