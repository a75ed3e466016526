-- Which attributions of a language does the night publish?
SELECT *
FROM read_parquet($attributions)
WHERE language = $language
  AND dump IN (SELECT dump FROM read_parquet($dumps) WHERE state = 'published')
  AND dump NOT IN (SELECT dump FROM read_parquet($kept))
  AND article NOT IN (SELECT key FROM read_parquet($set_aside) WHERE "table" = 'articles')
  AND concat(article, '#', number) NOT IN (
    SELECT key FROM read_parquet($set_aside) WHERE "table" = 'attributions'
  )
UNION ALL BY NAME
SELECT *
FROM read_parquet($before_attributions, union_by_name = true)
WHERE language = $language AND dump IN (SELECT dump FROM read_parquet($kept))
ORDER BY publisher, published_day, article, number
