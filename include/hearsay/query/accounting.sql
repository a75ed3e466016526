-- What became of everything that a night read, source by source?
-- records = articles + waiting + dropped; `waiting` are the articles of the `held` dumps.
-- `attributions` are statements, and the outlets that credits and lines of origin name.
SELECT
    night, source,
    count(*) AS dumps,
    count(*) FILTER (state = 'held') AS held,
    sum(records)::BIGINT AS records,
    coalesce(sum(dumps.articles) FILTER (state = 'published'), 0)::BIGINT AS articles,
    coalesce(sum(dumps.articles) FILTER (state = 'held'), 0)::BIGINT AS waiting,
    sum(dropped)::BIGINT AS dropped,
    coalesce(sum(dumps.attributions) FILTER (state = 'published'), 0)::BIGINT AS attributions
FROM dumps
WHERE within(night, $since, $until)
GROUP BY night, source
ORDER BY night, source;
