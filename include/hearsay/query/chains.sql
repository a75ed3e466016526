-- Which chains lead from a publisher over its sources to the ultimate source?
-- Only chains with a source that cites another one (`depth` 2 and more); `hearsay explain` shows
-- the article. `type` and `anonymity` are those of the ultimate source.
SELECT day, publisher, article, depth, chain, ultimate, type, anonymity
FROM chains
WHERE depth > 1
    AND within(day, $since, $until)
    AND asked(language, $language)
    AND asked(publisher, $publisher)
ORDER BY depth DESC, day, publisher, article, first
LIMIT $top;
