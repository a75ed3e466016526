-- Who cites whom: which publisher cites which outlet, how often, on which day?
-- `articles` counts an article once per outlet, `attributions` counts every time.
-- `direct`: the publisher cites the outlet itself; `relayed`: a source of the article does.
-- `top` limits the pairs of a day.
SELECT
    day, publisher, outlet,
    count(DISTINCT article) AS articles,
    count(*) AS attributions,
    count(*) FILTER (NOT citations.relayed) AS direct,
    count(*) FILTER (citations.relayed) AS relayed
FROM citations
WHERE within(day, $since, $until)
    AND asked(language, $language)
    AND asked(publisher, $publisher)
GROUP BY day, publisher, outlet
QUALIFY $top IS NULL OR $top >= row_number() OVER (
    PARTITION BY day ORDER BY count(DISTINCT article) DESC, count(*) DESC, publisher, outlet
)
ORDER BY day, articles DESC, attributions DESC, publisher, outlet;
