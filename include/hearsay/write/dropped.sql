-- Which records of the night became no article?
SELECT * FROM read_parquet($dropped) ORDER BY dump, record, reason, detail
