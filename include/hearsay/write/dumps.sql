-- What did the night take, and what became of it?
SELECT * FROM read_parquet($dumps) ORDER BY dump
