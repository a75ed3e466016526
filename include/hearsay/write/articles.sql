-- Which staged articles of a language does the night publish?
SELECT staged.*
FROM read_parquet($articles) AS staged
WHERE language = $language
  AND dump NOT IN (SELECT dump FROM read_parquet($dumps) WHERE state = 'held')
  AND id NOT IN (SELECT key FROM read_parquet($set_aside) WHERE "table" = 'articles')
ORDER BY publisher, published_day, id
