-- Who is cited most, period by period and in each language?
-- `rank` goes by the attributions of `texts`, and `rank_change` tells how many ranks a source rose
-- (or fell, below 0) since the period before, if that was asked for too. `share` is the part of all
-- attributions (`n`) of the period and language; `by` sets the period, a month if nothing else is
-- said, and `top` how many sources it has, 20 if nothing else is said.
WITH days AS NOT MATERIALIZED (
    SELECT
        day, language, who, type, original, own, attributions, articles, squares, products
    FROM source_nights
    WHERE $publisher IS NULL AND $group IS NULL
    UNION ALL
    SELECT
        day, language, who, type, original, own, attributions, articles, squares, products
    FROM source_days
    WHERE ($publisher IS NOT NULL OR $group IS NOT NULL)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
periods AS NOT MATERIALIZED (
    SELECT
        *, date_trunc(coalesce($by, 'month'), day)::DATE AS period,
        hash(who, type) AS key, counted($texts, original, own) AS counts
    FROM days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
),
-- First numbers alone, since there are millions of sources and few are among the first.
keyed AS (
    SELECT period, language, key, sum(attributions)::BIGINT AS part
    FROM periods
    WHERE counts
    GROUP BY ALL
),
-- How many sources have so many attributions, and so the rank of each that has.
ranks AS (
    SELECT
        period, language, part,
        1 + coalesce(sum(count(*)) OVER (
            PARTITION BY period, language ORDER BY part DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS rank
    FROM keyed
    GROUP BY period, language, part
),
ahead AS (
    SELECT *
    FROM keyed
    JOIN ranks USING (period, language, part)
    WHERE rank <= coalesce($top, 20)
),
first AS (
    SELECT
        period, language, who, type, key, rank, part,
        sum(attributions)::BIGINT AS attributions,
        coalesce(sum(attributions) FILTER (original), 0)::BIGINT AS unique_attributions,
        coalesce(sum(attributions) FILTER (own), 0)::BIGINT AS own_attributions,
        sum(articles)::BIGINT AS articles,
        sum(squares) FILTER (counts)::BIGINT AS parts,
        sum(products) FILTER (counts)::BIGINT AS products
    FROM periods
    JOIN ahead USING (period, language, key)
    GROUP BY period, language, who, type, key, rank, part
    QUALIFY coalesce($top, 20) >= row_number() OVER (
        PARTITION BY period, language ORDER BY part DESC, sum(articles) DESC, who, type
    )
),
before AS (
    SELECT
        keyed.period + ('1 ' || coalesce($by, 'month'))::INTERVAL AS period, language, key, rank
    FROM keyed
    JOIN ranks USING (period, language, part)
    SEMI JOIN first USING (language, key)
),
wholes AS (
    SELECT
        date_trunc(coalesce($by, 'month'), day)::DATE AS period, language,
        sum(statements)::BIGINT AS n,
        count(*) FILTER (statements > 0) AS clusters,
        sum(statements * statements)::BIGINT AS wholes,
        [sum(media), sum(person), sum(institution), sum(document), sum(anonymous)] AS types
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND counted($texts, original, own)
    GROUP BY ALL
),
told AS (
    SELECT
        first.*, before.rank AS rank_before, n,
        shared(part, n, clusters, parts, products, wholes) AS share,
        correction(of_type(type, part), types, ratios, errors) AS correction
    FROM first
    JOIN wholes USING (period, language)
    LEFT JOIN before USING (period, language, key)
    LEFT JOIN rates USING (language)
)
SELECT
    period, language, rank, rank_before - rank AS rank_change, who AS source, type,
    attributions, unique_attributions, own_attributions, articles, n, unnest(told(share)),
    unnest(told_corrected(corrected(share, correction)))
FROM told
ORDER BY period, language, rank, articles DESC, source, type;
