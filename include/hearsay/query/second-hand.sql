-- How much of what a publisher reports did it not hear itself, and how deep are its chains?
-- `second_hand` of `n` statements come from another outlet, were made to one, or are relayed by
-- another source of the article; the `share` is that of `texts`. `chained_articles` have a chain of
-- two sources and more, `long_articles` of three and more, `deepest` is the longest. `unique_` and
-- `own_` leave out near-copies, and texts that are not the publisher's own.
WITH facts AS (
    SELECT
        *,
        if(counted($texts, original, own), second_hand, 0) AS part,
        if(counted($texts, original, own), statements, 0) AS whole
    FROM article_facts
    WHERE statements > 0
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
sums AS (
    SELECT
        publisher, language,
        sum(second_hand)::BIGINT AS second_hand,
        coalesce(sum(second_hand) FILTER (original), 0)::BIGINT AS unique_second_hand,
        coalesce(sum(second_hand) FILTER (own), 0)::BIGINT AS own_second_hand,
        sum(whole)::BIGINT AS n,
        sum(part)::BIGINT AS part,
        count(*) FILTER (whole > 0) AS clusters,
        sum(part * part)::BIGINT AS parts,
        sum(part * whole)::BIGINT AS products,
        sum(whole * whole)::BIGINT AS wholes,
        count(*) AS articles,
        count(*) FILTER (depth > 1) AS chained_articles,
        count(*) FILTER (depth > 2) AS long_articles,
        max(depth) AS deepest
    FROM facts
    GROUP BY publisher, language
),
shares AS (
    SELECT *, shared(part, n, clusters, parts, products, wholes) AS share FROM sums
)
SELECT
    publisher, language, second_hand, unique_second_hand, own_second_hand, n, unnest(told(share)),
    articles, chained_articles, long_articles, deepest
FROM shares
ORDER BY n DESC, publisher, language;
