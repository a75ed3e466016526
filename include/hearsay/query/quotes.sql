-- Are statements quoted directly, indirectly or mixed, language by language?
-- Counts of `n` attributions, and their shares.
SELECT
    language,
    count(*) AS n,
    count(*) FILTER (quote = 'direct') AS direct,
    count(*) FILTER (quote = 'mixed') AS mixed,
    count(*) FILTER (quote = 'indirect') AS indirect,
    share(direct, n) AS direct_share,
    share(mixed, n) AS mixed_share,
    share(indirect, n) AS indirect_share
FROM statements
WHERE within(day, $since, $until)
    AND asked(language, $language)
    AND asked(publisher, $publisher)
GROUP BY language
ORDER BY n DESC, language;
