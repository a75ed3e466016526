-- How far do a publisher's cues vouch for what its sources say?
-- Of `n` attributions in the articles of `texts`, as the question `stance` tells it of sources:
-- `endorsing`, `distancing` and `hedged`, each with its share and the bounds of that.
WITH facts AS (
    SELECT *, counted($texts, original, own) AS counts
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND statements > 0
),
told AS (
    SELECT
        publisher, language,
        sum(statements)::BIGINT AS attributions,
        coalesce(sum(statements) FILTER (original), 0)::BIGINT AS unique_attributions,
        coalesce(sum(statements) FILTER (own), 0)::BIGINT AS own_attributions,
        coalesce(sum(statements) FILTER (counts), 0)::BIGINT AS n,
        coalesce(sum(endorsing) FILTER (counts), 0)::BIGINT AS endorsing,
        clustered(if(counts, facts.endorsing, 0), if(counts, statements, 0)) AS endorsing_told,
        coalesce(sum(distancing) FILTER (counts), 0)::BIGINT AS distancing,
        clustered(if(counts, facts.distancing, 0), if(counts, statements, 0)) AS distancing_told,
        coalesce(sum(hedged) FILTER (counts), 0)::BIGINT AS hedged,
        clustered(if(counts, facts.hedged, 0), if(counts, statements, 0)) AS hedged_told
    FROM facts
    GROUP BY publisher, language
)
SELECT
    publisher, language, attributions, unique_attributions, own_attributions, n,
    endorsing, round(endorsing_told.share, 4) AS endorsing_share,
    round(endorsing_told.low, 4) AS endorsing_low, round(endorsing_told.high, 4) AS endorsing_high,
    distancing, round(distancing_told.share, 4) AS distancing_share,
    round(distancing_told.low, 4) AS distancing_low, round(distancing_told.high, 4) AS distancing_high,
    hedged, round(hedged_told.share, 4) AS hedged_share,
    round(hedged_told.low, 4) AS hedged_low, round(hedged_told.high, 4) AS hedged_high
FROM told
WHERE n > 0
ORDER BY n DESC, publisher, language
LIMIT $top;
