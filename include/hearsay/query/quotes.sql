-- Are statements quoted directly, in part or not at all, language by language?
-- Shares of the `n` statements in the articles of `texts`, with intervals of 95 %.
WITH facts AS (
    SELECT
        language, direct, mixed, statements - direct - mixed AS indirect, statements,
        original, own
    FROM article_facts
    WHERE statements > 0
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
ways AS (
    UNPIVOT facts ON direct, mixed, indirect INTO NAME quote VALUE part
)
SELECT
    language, quote,
    sum(part)::BIGINT AS attributions,
    coalesce(sum(part) FILTER (original), 0)::BIGINT AS unique_attributions,
    coalesce(sum(part) FILTER (own), 0)::BIGINT AS own_attributions,
    coalesce(sum(statements) FILTER (counted($texts, original, own)), 0)::BIGINT AS n,
    unnest(told(clustered(
        if(counted($texts, original, own), part, 0),
        if(counted($texts, original, own), statements, 0)
    )))
FROM ways
GROUP BY language, quote
ORDER BY language, list_position(['direct', 'mixed', 'indirect'], quote);
