-- How deep are a publisher's chains of sources?
-- `depth` 1: the source cites nobody. `share` is the part of the publisher's `n` chains, which
-- stand in `articles` articles.
SELECT
    publisher, depth,
    count(*) AS chains,
    count(DISTINCT article) AS articles,
    sum(count(*)) OVER (PARTITION BY publisher)::BIGINT AS n,
    share(count(*), n) AS share
FROM chains
WHERE within(day, $since, $until)
    AND asked(language, $language)
    AND asked(publisher, $publisher)
GROUP BY publisher, depth
ORDER BY publisher, depth;
