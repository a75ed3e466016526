-- What did a source say in all articles of a day?
SELECT
    night, day, language, who, type, original, own,
    sum(attributions)::BIGINT AS attributions,
    sum(articles)::BIGINT AS articles,
    sum(squares)::BIGINT AS squares,
    sum(products)::BIGINT AS products,
    sum(endorsing)::BIGINT AS endorsing,
    sum(distancing)::BIGINT AS distancing,
    sum(hedged)::BIGINT AS hedged,
    sum(endorsing_squares)::BIGINT AS endorsing_squares,
    sum(endorsing_products)::BIGINT AS endorsing_products,
    sum(distancing_squares)::BIGINT AS distancing_squares,
    sum(distancing_products)::BIGINT AS distancing_products,
    sum(hedged_squares)::BIGINT AS hedged_squares,
    sum(hedged_products)::BIGINT AS hedged_products
FROM source_days
GROUP BY night, day, language, who, type, original, own
ORDER BY day, language, who, type, original, own;
