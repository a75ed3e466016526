-- Which records of the night became no article?
SELECT *
FROM read_parquet($dropped)
WHERE dump NOT IN (SELECT dump FROM read_parquet($kept))
  AND dump IN (SELECT dump FROM read_parquet($dumps) WHERE state <> 'doubled')
UNION ALL BY NAME
SELECT *
FROM read_parquet($before_dropped, union_by_name = true)
WHERE dump IN (SELECT dump FROM read_parquet($kept))
ORDER BY dump, record, reason, detail
