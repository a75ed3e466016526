-- Who cites whom: which publisher takes statements from which outlet, how often, on which day?
-- `articles` of `n` cite the outlet: a `share` with its interval of 95 %, `low` to `high`.
-- `direct` statements the publisher takes from the outlet itself, made by it or to it; `relayed`
-- ones a source of the article brings. `unique_` counts no near-copies of earlier articles, `own_`
-- only the publisher's own texts. `top` limits the pairs of a day, 20 if not told.
WITH cited AS (
    SELECT
        day, publisher, language, outlet,
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
    GROUP BY day, publisher, language, outlet
),
picked AS (
    FROM cited
    QUALIFY coalesce($top, 20) >= row_number() OVER (
        PARTITION BY day ORDER BY articles DESC, direct + relayed DESC, publisher, outlet, language
    )
),
printed AS (
    SELECT day, publisher, language, count(*) AS n
    FROM article_facts
    WHERE attributed
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
    GROUP BY day, publisher, language
)
SELECT
    day, publisher, language, outlet, articles, n, unnest(told(of_articles(articles, n))), direct, relayed, unique_articles, unique_direct, unique_relayed, own_articles, own_direct,
    own_relayed
FROM picked
JOIN printed USING (day, publisher, language)
ORDER BY day, articles DESC, direct + relayed DESC, publisher, outlet, language;
