-- How often do a publisher's articles of a day cite an outlet?
SELECT
    night, day, publisher, language, outlet,
    count(*) FILTER (NOT citations.relayed) AS direct,
    count(*) FILTER (citations.relayed) AS relayed,
    count(DISTINCT article) AS articles
FROM citations
GROUP BY night, day, publisher, language, outlet
ORDER BY day, publisher, language, outlet;
