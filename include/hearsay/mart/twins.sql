-- Which articles are editions of others in another language?
SELECT
    night, day, article, twin_of, publisher, language,
    publisher AS twin_publisher, language AS twin_language, alike
FROM links
JOIN article_facts USING (night, article, twin_of)
WHERE twin_of IS NOT NULL
ORDER BY day, article;
