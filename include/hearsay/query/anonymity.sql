-- How often does a publisher rely on sources it does not name?
-- `anonymous` of `n` attributions have an anonymous source, and `anonymous_articles` of
-- `articles` at least one of them; only articles count in whose language attributions are sought.
-- The ladder: level_0 named, level_1 spokesperson or role without a name, level_2 placed by
-- institution, level_3 described only, level_4 bare sources, level_5 no holder at all.
SELECT
    publications.publisher,
    count(number) AS n,
    count(number) FILTER (type = 'anonymous') AS anonymous,
    share(anonymous, n) AS anonymous_share,
    count(DISTINCT id) AS articles,
    count(DISTINCT id) FILTER (type = 'anonymous') AS anonymous_articles,
    share(anonymous_articles, articles) AS anonymous_articles_share,
    count(number) FILTER (anonymity = 0) AS level_0,
    count(number) FILTER (anonymity = 1) AS level_1,
    count(number) FILTER (anonymity = 2) AS level_2,
    count(number) FILTER (anonymity = 3) AS level_3,
    count(number) FILTER (anonymity = 4) AS level_4,
    count(number) FILTER (anonymity = 5) AS level_5
FROM publications
LEFT JOIN statements ON statements.night = publications.night AND article = id
WHERE attributed
    AND within(publications.day, $since, $until)
    AND asked(publications.language, $language)
    AND asked(publications.publisher, $publisher)
GROUP BY publications.publisher
ORDER BY n DESC, publications.publisher;
