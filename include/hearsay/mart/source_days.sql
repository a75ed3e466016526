-- What did a source say in a publisher's articles of a day?
SELECT
    statements.night, statements.day, statements.publisher, statements.language, who, type,
    count(*) AS attributions,
    count(*) FILTER (original) AS unique_attributions,
    count(*) FILTER (own) AS own_attributions,
    count(DISTINCT statements.article) AS articles,
    count(DISTINCT statements.article) FILTER (original) AS unique_articles,
    count(DISTINCT statements.article) FILTER (own) AS own_articles
FROM statements
JOIN article_facts USING (article)
GROUP BY ALL
ORDER BY statements.day, statements.publisher, statements.language, who, type;
