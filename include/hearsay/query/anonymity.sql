-- How often does a publisher rely on sources that it does not name?
-- `share` is the part of `n` attributions that have an anonymous source; `only_share` that of
-- `articles` with attributions in which all are anonymous. Both are of the articles of `texts`. The
-- question `ladder` tells how far the anonymous are described, `reasons` why they are not named. `by`
-- tells each day, week, month or year apart.
WITH facts AS (
    SELECT
        *, date_trunc($by, day)::DATE AS period, counted($texts, original, own) AS counts,
        anonymous = statements AS only_anonymous
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND statements > 0
),
told AS (
    SELECT
        period, publisher, language,
        sum(anonymous)::BIGINT AS anonymous,
        coalesce(sum(anonymous) FILTER (original), 0)::BIGINT AS unique_anonymous,
        coalesce(sum(anonymous) FILTER (own), 0)::BIGINT AS own_anonymous,
        sum(statements) FILTER (counts)::BIGINT AS n,
        clustered(if(counts, facts.anonymous, 0), if(counts, statements, 0)) AS share,
        count(*) FILTER (counts) AS articles,
        count(*) FILTER (counts AND only_anonymous) AS only_anonymous,
        clustered((counts AND facts.only_anonymous)::INT, counts::INT) AS only_share,
        [sum(media) FILTER (counts), sum(person) FILTER (counts), sum(institution) FILTER (counts),
            sum(document) FILTER (counts), sum(facts.anonymous) FILTER (counts)] AS types
    FROM facts
    GROUP BY period, publisher, language
)
SELECT
    period, publisher, language, anonymous, unique_anonymous, own_anonymous, n,
    unnest(told(share)),
    unnest(told_corrected(corrected(share, correction(
        of_type('anonymous', types[5]), types, ratios, errors
    )))),
    articles, only_anonymous, round(only_share.share, 4) AS only_share,
    round(only_share.low, 4) AS only_low, round(only_share.high, 4) AS only_high
FROM told
LEFT JOIN rates USING (language)
WHERE n > 0
ORDER BY period, n DESC, publisher, language
LIMIT $top;
