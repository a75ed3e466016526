-- How far do cues vouch for what a source says?
-- Of `n` attributions to the source, in the articles of `texts`: `endorsing` cues take the statement
-- for true (admitted, revealed), `distancing` ones leave it to its holder (claimed, alleged), with
-- `hedged` ones the holder is not sure (believes, expects); the rest is neutral. Each has its share
-- and the bounds of that. With `publisher` it is how that one puts it; the question
-- `stance-of-publishers` compares publishers.
WITH days AS NOT MATERIALIZED (
    SELECT
        day, language, who, type, original, own, attributions, articles, squares,
        endorsing, endorsing_squares, endorsing_products,
        distancing, distancing_squares, distancing_products,
        hedged, hedged_squares, hedged_products
    FROM source_nights
    WHERE $publisher IS NULL AND $group IS NULL
    UNION ALL
    SELECT
        day, language, who, type, original, own, attributions, articles, squares,
        endorsing, endorsing_squares, endorsing_products,
        distancing, distancing_squares, distancing_products,
        hedged, hedged_squares, hedged_products
    FROM source_days
    WHERE ($publisher IS NOT NULL OR $group IS NOT NULL)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
chosen AS NOT MATERIALIZED (
    SELECT *, hash(who, type) AS key, counted($texts, original, own) AS counts
    FROM days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(who, $source)
        AND asked(type, $type)
),
-- First numbers alone, since there are millions of sources and few are among the first.
ahead AS (
    SELECT key, sum(attributions)::BIGINT AS n
    FROM chosen
    WHERE counts
    GROUP BY key
    ORDER BY n DESC, key
    LIMIT coalesce($top, 50)
),
sums AS (
    SELECT
        who, type,
        sum(attributions)::BIGINT AS attributions,
        coalesce(sum(attributions) FILTER (original), 0)::BIGINT AS unique_attributions,
        coalesce(sum(attributions) FILTER (own), 0)::BIGINT AS own_attributions,
        n,
        sum(articles) FILTER (counts)::BIGINT AS clusters,
        sum(squares) FILTER (counts)::BIGINT AS wholes,
        coalesce(sum(endorsing) FILTER (counts), 0)::BIGINT AS endorsing,
        coalesce(sum(endorsing_squares) FILTER (counts), 0)::BIGINT AS endorsing_squares,
        coalesce(sum(endorsing_products) FILTER (counts), 0)::BIGINT AS endorsing_products,
        coalesce(sum(distancing) FILTER (counts), 0)::BIGINT AS distancing,
        coalesce(sum(distancing_squares) FILTER (counts), 0)::BIGINT AS distancing_squares,
        coalesce(sum(distancing_products) FILTER (counts), 0)::BIGINT AS distancing_products,
        coalesce(sum(hedged) FILTER (counts), 0)::BIGINT AS hedged,
        coalesce(sum(hedged_squares) FILTER (counts), 0)::BIGINT AS hedged_squares,
        coalesce(sum(hedged_products) FILTER (counts), 0)::BIGINT AS hedged_products
    FROM chosen
    JOIN ahead USING (key)
    GROUP BY who, type, n
),
told AS (
    SELECT
        *,
        shared(endorsing, n, clusters, endorsing_squares, endorsing_products, wholes) AS endorsing_told,
        shared(distancing, n, clusters, distancing_squares, distancing_products, wholes) AS distancing_told,
        shared(hedged, n, clusters, hedged_squares, hedged_products, wholes) AS hedged_told
    FROM sums
)
SELECT
    who AS source, type, attributions, unique_attributions, own_attributions, n,
    endorsing, round(endorsing_told.share, 4) AS endorsing_share,
    round(endorsing_told.low, 4) AS endorsing_low, round(endorsing_told.high, 4) AS endorsing_high,
    distancing, round(distancing_told.share, 4) AS distancing_share,
    round(distancing_told.low, 4) AS distancing_low, round(distancing_told.high, 4) AS distancing_high,
    hedged, round(hedged_told.share, 4) AS hedged_share,
    round(hedged_told.low, 4) AS hedged_low, round(hedged_told.high, 4) AS hedged_high
FROM told
ORDER BY n DESC, clusters DESC, source, type;
