-- How did the expectations come out?
SELECT * FROM read_parquet($checks) ORDER BY dump NULLS FIRST, "table", expectation, "columns", observed
