-- Which rows broke an expectation?
SELECT * FROM read_parquet($set_aside) ORDER BY "table", key, expectation
