-- Who is cited most, month by month and in each language?
-- `share` is the part of all attributions (`n`) of that month and language.
-- `top` limits the sources of a month and language.
WITH counted AS (
    SELECT
        strftime(day, '%Y-%m') AS month, language, who AS source, type,
        count(*) AS attributions,
        count(DISTINCT article) AS articles,
        count(DISTINCT publisher) AS publishers
    FROM statements
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
    GROUP BY ALL
)
SELECT
    *,
    sum(attributions) OVER (PARTITION BY month, language)::BIGINT AS n,
    share(attributions, n) AS share
FROM counted
QUALIFY $top IS NULL OR $top >= row_number() OVER (
    PARTITION BY month, language ORDER BY attributions DESC, articles DESC, source, type
)
ORDER BY month, language, attributions DESC, articles DESC, source, type;
