-- Who cites whom: which publisher takes statements from which outlet, how often, day by day?
-- `articles` of `n` cite the outlet: a `share` with its interval of 95 %, `low` to `high`.
-- `direct` statements the publisher takes from the outlet itself, made by it or to it; `relayed`
-- ones a source of the article brings. `unique_` counts no near-copies of earlier articles, `own_`
-- only the publisher's own texts; the share is that of `texts`. `by` tells weeks, months or years
-- instead of days, and `top` limits the pairs of each, 20 if nothing else is said.
WITH cited AS (
    SELECT
        date_trunc(coalesce($by, 'day'), day)::DATE AS period, publisher, language, outlet,
        sum(articles)::BIGINT AS articles,
        sum(direct)::BIGINT AS direct,
        sum(relayed)::BIGINT AS relayed,
        sum(unique_articles)::BIGINT AS unique_articles,
        sum(unique_direct)::BIGINT AS unique_direct,
        sum(unique_relayed)::BIGINT AS unique_relayed,
        sum(own_articles)::BIGINT AS own_articles,
        sum(own_direct)::BIGINT AS own_direct,
        sum(own_relayed)::BIGINT AS own_relayed
    FROM citation_days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND asked(outlet, $outlet)
    GROUP BY ALL
),
picked AS (
    FROM cited
    QUALIFY coalesce($top, 20) >= row_number() OVER (
        PARTITION BY period ORDER BY articles DESC, direct + relayed DESC, publisher, outlet, language
    )
),
printed AS (
    SELECT
        date_trunc(coalesce($by, 'day'), day)::DATE AS period, publisher, language,
        count(*) FILTER (counted($texts, original, own)) AS n
    FROM article_facts
    WHERE attributed
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
FROM picked
JOIN printed USING (period, publisher, language)
ORDER BY period, articles DESC, direct + relayed DESC, publisher, outlet, language;
