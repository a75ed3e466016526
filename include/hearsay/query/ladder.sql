-- How far are sources described: how many attributions stand on each rung of anonymity?
-- 0 named, 1 spokesperson or role without a name, 2 placed by institution, 3 described only, 4 bare
-- sources, 5 no holder at all. `share` is the part of a language's `n` attributions in the articles
-- of `texts`.
WITH facts AS (
    SELECT
        *, counted($texts, original, own) AS counts,
        statements - level_1 - level_2 - level_3 - level_4 - level_5 AS level_0
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
rungs AS (
    SELECT
        language,
        sum(statements) FILTER (counts)::BIGINT AS n,
        unnest(range(6)) AS level,
        unnest([
            sum(level_0),
            sum(level_1),
            sum(level_2),
            sum(level_3),
            sum(level_4),
            sum(level_5)
        ])::BIGINT AS attributions,
        unnest([
            sum(level_0) FILTER (original),
            sum(level_1) FILTER (original),
            sum(level_2) FILTER (original),
            sum(level_3) FILTER (original),
            sum(level_4) FILTER (original),
            sum(level_5) FILTER (original)
        ])::BIGINT AS unique_attributions,
        unnest([
            sum(level_0) FILTER (own),
            sum(level_1) FILTER (own),
            sum(level_2) FILTER (own),
            sum(level_3) FILTER (own),
            sum(level_4) FILTER (own),
            sum(level_5) FILTER (own)
        ])::BIGINT AS own_attributions,
        unnest([
            clustered(if(counts, level_0, 0), if(counts, statements, 0)),
            clustered(if(counts, level_1, 0), if(counts, statements, 0)),
            clustered(if(counts, level_2, 0), if(counts, statements, 0)),
            clustered(if(counts, level_3, 0), if(counts, statements, 0)),
            clustered(if(counts, level_4, 0), if(counts, statements, 0)),
            clustered(if(counts, level_5, 0), if(counts, statements, 0))
        ]) AS share
    FROM facts
    GROUP BY language
)
SELECT
    language, level, attributions,
    coalesce(unique_attributions, 0) AS unique_attributions,
    coalesce(own_attributions, 0) AS own_attributions,
    n, unnest(told(share))
FROM rungs
WHERE n > 0
ORDER BY language, level;
