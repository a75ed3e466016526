-- Which staged attributions of a language does the night publish?
SELECT staged.*
FROM read_parquet($attributions) AS staged
WHERE language = $language
  AND dump NOT IN (SELECT dump FROM read_parquet($dumps) WHERE state = 'held')
  AND article NOT IN (SELECT key FROM read_parquet($set_aside) WHERE "table" = 'articles')
  AND concat(article, '#', number) NOT IN (
    SELECT key FROM read_parquet($set_aside) WHERE "table" = 'attributions'
  )
ORDER BY publisher, published_day, article, number
