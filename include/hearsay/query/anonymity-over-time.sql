-- How does the share of anonymous sources change over time?
-- `share` is the part of `n` attributions that have an anonymous source, in the articles of `texts`,
-- for each period and language; `by` sets the period, a month if nothing else is said.
WITH facts AS (
    SELECT
        *, date_trunc(coalesce($by, 'month'), day)::DATE AS period,
        counted($texts, original, own) AS counts
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND statements > 0
),
told AS (
    SELECT
        period, language,
        sum(anonymous)::BIGINT AS anonymous,
        coalesce(sum(anonymous) FILTER (original), 0)::BIGINT AS unique_anonymous,
        coalesce(sum(anonymous) FILTER (own), 0)::BIGINT AS own_anonymous,
        sum(statements) FILTER (counts)::BIGINT AS n,
        clustered(if(counts, facts.anonymous, 0), if(counts, statements, 0)) AS share,
        [sum(media) FILTER (counts), sum(person) FILTER (counts), sum(institution) FILTER (counts),
            sum(document) FILTER (counts), sum(facts.anonymous) FILTER (counts)] AS types
    FROM facts
    GROUP BY period, language
)
SELECT
    period, language, anonymous, unique_anonymous, own_anonymous, n,
    unnest(told(share)),
    unnest(told_corrected(corrected(share, correction(
        of_type('anonymous', types[5]), types, ratios, errors
    ))))
FROM told
LEFT JOIN rates USING (language)
WHERE n > 0
ORDER BY period, language;
