-- Who cites whom: which publisher takes statements from which outlet, how often, day by day?
-- `articles` of `n` cite the outlet: a `share` with its interval of 95 %, `low` to `high`.
-- `direct` statements the publisher takes from the outlet itself, made by it or to it; `relayed`
-- ones a source of the article brings. `unique_` counts no near-copies of earlier articles, `own_`
-- only the publisher's own texts; the share is that of `texts`. `by` tells weeks, months or years
-- instead of days, and `top` limits the pairs of each, 20 if nothing else is said.
WITH days AS (
    SELECT *, date_trunc(coalesce($by, 'day'), day)::DATE AS period
    FROM citation_days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND asked(outlet, $outlet)
),
pairs AS (
    SELECT period, publisher, language, outlet, sum(articles) AS articles
    FROM days
    GROUP BY period, publisher, language, outlet
),
-- How many articles a pair must have to be among the first, so that few are sorted.
least AS (
    SELECT period, list_min(max(articles, least(coalesce($top, 20), 1000000))) AS least
    FROM pairs
    GROUP BY period
),
first AS (
    SELECT period, publisher, language, outlet
    FROM pairs
    JOIN least USING (period)
    WHERE articles >= least
),
cited AS (
    SELECT
        period, publisher, language, outlet,
        sum(articles)::BIGINT AS articles,
        sum(direct)::BIGINT AS direct,
        sum(relayed)::BIGINT AS relayed,
        sum(unique_articles)::BIGINT AS unique_articles,
        sum(unique_direct)::BIGINT AS unique_direct,
        sum(unique_relayed)::BIGINT AS unique_relayed,
        sum(own_articles)::BIGINT AS own_articles,
        sum(own_direct)::BIGINT AS own_direct,
        sum(own_relayed)::BIGINT AS own_relayed
    FROM days
    SEMI JOIN first USING (period, publisher, language, outlet)
    GROUP BY period, publisher, language, outlet
    QUALIFY coalesce($top, 20) >= row_number() OVER (
        PARTITION BY period
        ORDER BY sum(articles) DESC, sum(direct + relayed) DESC, publisher, outlet, language
    )
),
printed AS (
    SELECT
        date_trunc(coalesce($by, 'day'), day)::DATE AS period, publisher, language,
        count(*) FILTER (counted($texts, original, own)) AS n
    FROM article_facts
    WHERE attributed
        AND publisher IN (SELECT publisher FROM cited)
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
    GROUP BY ALL
)
SELECT
    period, publisher, language, outlet, articles, unique_articles, own_articles, n,
    unnest(told(of_articles(
        CASE $texts
            WHEN 'unique' THEN unique_articles
            WHEN 'own' THEN own_articles
            ELSE articles
        END,
        n
    ))),
    direct, unique_direct, own_direct, relayed, unique_relayed, own_relayed
FROM cited
JOIN printed USING (period, publisher, language)
ORDER BY period, articles DESC, direct + relayed DESC, publisher, outlet, language;
