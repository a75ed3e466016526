-- How often do a publisher's articles of a day cite an outlet?
SELECT
    night, day, publisher, language, outlet,
    sum(direct)::BIGINT AS direct,
    sum(relayed)::BIGINT AS relayed,
    count(*) AS articles,
    coalesce(sum(direct) FILTER (original), 0)::BIGINT AS unique_direct,
    coalesce(sum(relayed) FILTER (original), 0)::BIGINT AS unique_relayed,
    count(*) FILTER (original) AS unique_articles,
    coalesce(sum(direct) FILTER (own), 0)::BIGINT AS own_direct,
    coalesce(sum(relayed) FILTER (own), 0)::BIGINT AS own_relayed,
    count(*) FILTER (own) AS own_articles
FROM citations
WHERE direct + relayed > 0
GROUP BY night, day, publisher, language, outlet
ORDER BY day, publisher, language, outlet;
