-- Whose texts does a publisher print: which agencies and outlets do its articles credit?
-- From credit lines, datelines and lines of origin. `share` is the part of the publisher's `n`
-- articles; of `originals` the outlet is said to have published the text first.
-- `top` limits the outlets of a publisher.
WITH printed AS (
    SELECT publisher, count(*) AS printed
    FROM publications
    WHERE within(day, $since, $until) AND asked(language, $language)
    GROUP BY publisher
)
SELECT
    publisher, outlet,
    count(DISTINCT article) AS articles,
    count(DISTINCT article) FILTER (original) AS originals,
    any_value(printed) AS n,
    share(articles, n) AS share
FROM credited
JOIN printed USING (publisher)
WHERE within(day, $since, $until)
    AND asked(language, $language)
    AND asked(publisher, $publisher)
GROUP BY publisher, outlet
QUALIFY $top IS NULL OR $top >= row_number() OVER (
    PARTITION BY publisher ORDER BY count(DISTINCT article) DESC, outlet
)
ORDER BY publisher, articles DESC, outlet;
