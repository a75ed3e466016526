-- Are statements quoted directly, in part or not at all, language by language?
-- Shares of the `n` statements in the articles of `texts`, with intervals of 95 %.
WITH facts AS (
    SELECT
        language, direct, mixed, statements - direct - mixed AS indirect, statements,
        original, own, counted($texts, original, own) AS counts
    FROM article_facts
    WHERE statements > 0
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
ways AS (
    UNPIVOT facts ON direct, mixed, indirect INTO NAME quote VALUE part
),
sums AS (
    SELECT
        language, quote,
        sum(part)::BIGINT AS attributions,
        coalesce(sum(part) FILTER (original), 0)::BIGINT AS unique_attributions,
        coalesce(sum(part) FILTER (own), 0)::BIGINT AS own_attributions,
        coalesce(sum(statements) FILTER (counts), 0)::BIGINT AS n,
        coalesce(sum(part) FILTER (counts), 0)::BIGINT AS counted,
        count(*) FILTER (counts) AS clusters,
        sum(part * part) FILTER (counts)::BIGINT AS parts,
        sum(part * statements) FILTER (counts)::BIGINT AS products,
        sum(statements * statements) FILTER (counts)::BIGINT AS wholes
    FROM ways
    GROUP BY language, quote
),
shares AS (
    SELECT *, shared(counted, n, clusters, parts, products, wholes) AS share FROM sums
)
SELECT
    language, quote, attributions, unique_attributions, own_attributions, n, unnest(told(share))
FROM shares
ORDER BY language, list_position(['direct', 'mixed', 'indirect'], quote);
