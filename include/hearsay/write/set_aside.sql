-- Which rows broke an expectation?
SELECT *
FROM read_parquet($set_aside)
WHERE dump NOT IN (SELECT dump FROM read_parquet($kept))
  AND dump IN (SELECT dump FROM read_parquet($dumps) WHERE state <> 'doubled')
UNION ALL BY NAME
SELECT *
FROM read_parquet($before_set_aside, union_by_name = true)
WHERE dump IN (SELECT dump FROM read_parquet($kept))
ORDER BY "table", key, expectation
