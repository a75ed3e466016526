-- On how few sources does a publisher's reporting rest?
-- Of its `n` attributions to named sources, in the articles of `texts`: `sources` are different,
-- `top_source` has `top_share` of them. `hhi` is the sum of the squared shares of the sources;
-- `hhi_corrected` the chance that two attributions of different articles name the same one, which
-- does not depend on how much was read, and `effective_sources` its inverse: so many sources, were they
-- equal; null where fewer than ten such pairs were seen. `single_source` of `articles` with attributions have one source only, `single_share`.
WITH articles AS (
    SELECT
        publisher, language,
        count(*) FILTER (counted($texts, original, own)) AS articles,
        count(*) FILTER (sources = 1) AS single_source,
        count(*) FILTER (sources = 1 AND original) AS unique_single_source,
        count(*) FILTER (sources = 1 AND own) AS own_single_source,
        clustered(
            (sources = 1 AND counted($texts, original, own))::INT,
            counted($texts, original, own)::INT
        ) AS share,
        sum(statements - anonymous) FILTER (counted($texts, original, own)) AS named,
        sum((statements - anonymous) ** 2) FILTER (counted($texts, original, own)) AS within_articles
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND statements > 0
    GROUP BY publisher, language
    HAVING named > 0
    ORDER BY named DESC, publisher, language
    LIMIT $top
),
named AS (
    SELECT
        publisher, language, who, sum(attributions)::BIGINT AS part, sum(squares)::BIGINT AS parts
    FROM source_days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND type <> 'anonymous'
        AND counted($texts, original, own)
        AND (publisher, language) IN (SELECT (publisher, language) FROM articles)
    GROUP BY ALL
),
summed AS (
    SELECT
        publisher, language,
        sum(part)::BIGINT AS n,
        count(*) AS sources,
        arg_max(who, (part, who)) AS top_source,
        max(part) AS top,
        sum(part * part)::DOUBLE AS squares,
        sum(part * part - parts)::DOUBLE AS pairs
    FROM named
    GROUP BY publisher, language
)
SELECT
    publisher, language, n, sources, top_source,
    share(top, n) AS top_share,
    round(squares / n ** 2, 4) AS hhi,
    round(pairs / nullif(n ** 2 - within_articles, 0), 4) AS hhi_corrected,
    CASE WHEN pairs >= 20 THEN round((n ** 2 - within_articles) / pairs, 1) END
        AS effective_sources,
    single_source, unique_single_source, own_single_source, articles,
    round(share.share, 4) AS single_share,
    round(share.low, 4) AS single_low, round(share.high, 4) AS single_high
FROM articles
JOIN summed USING (publisher, language)
ORDER BY n DESC, publisher, language;
