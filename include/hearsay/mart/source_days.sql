-- What did a source say in a publisher's articles of a day?
-- An article's statements are not independent; the sums over articles let an interval know it.
WITH said AS (
    SELECT
        article, who, type,
        count(*) AS n,
        count(*) FILTER (stance = 'endorsing') AS endorsing,
        count(*) FILTER (stance = 'distancing') AS distancing,
        count(*) FILTER (stance = 'hedged') AS hedged
    FROM statements
    GROUP BY ALL
)
SELECT
    night, day, publisher, language, who, type, original, own,
    sum(n)::BIGINT AS attributions,
    count(*) AS articles,
    sum(n * n)::BIGINT AS squares,
    sum(n * statements)::BIGINT AS products,
    sum(said.endorsing)::BIGINT AS endorsing,
    sum(said.distancing)::BIGINT AS distancing,
    sum(said.hedged)::BIGINT AS hedged,
    sum(said.endorsing * said.endorsing)::BIGINT AS endorsing_squares,
    sum(said.distancing * said.distancing)::BIGINT AS distancing_squares,
    sum(said.hedged * said.hedged)::BIGINT AS hedged_squares,
    sum(said.endorsing * n)::BIGINT AS endorsing_products,
    sum(said.distancing * n)::BIGINT AS distancing_products,
    sum(said.hedged * n)::BIGINT AS hedged_products
FROM said
JOIN article_facts USING (article)
GROUP BY night, day, publisher, language, who, type, original, own
ORDER BY day, publisher, language, who, type, original, own;
