-- Who is cited most, period by period and in each language?
-- `rank` goes by the attributions of `texts`, and `rank_change` tells how many ranks a source rose
-- (or fell, below 0) since the period before, if that was asked for too. `share` is the part of all
-- attributions (`n`) of the period and language; `by` sets the period, a month if nothing else is
-- said, and `top` how many sources it has, 20 if nothing else is said.
WITH counted AS (
    SELECT
        date_trunc(coalesce($by, 'month'), day)::DATE AS period, language, who, type,
        sum(attributions)::BIGINT AS attributions,
        coalesce(sum(attributions) FILTER (original), 0)::BIGINT AS unique_attributions,
        coalesce(sum(attributions) FILTER (own), 0)::BIGINT AS own_attributions,
        sum(articles)::BIGINT AS articles,
        sum(attributions) FILTER (counted($texts, original, own))::BIGINT AS part,
        sum(squares) FILTER (counted($texts, original, own))::BIGINT AS parts,
        sum(products) FILTER (counted($texts, original, own))::BIGINT AS products
    FROM source_days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
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
    FROM counted
    WHERE part > 0
    GROUP BY period, language, part
),
first AS (
    SELECT *
    FROM counted
    JOIN ranks USING (period, language, part)
    WHERE rank <= coalesce($top, 20)
    QUALIFY coalesce($top, 20) >= row_number() OVER (
        PARTITION BY period, language ORDER BY part DESC, articles DESC, who, type
    )
),
before AS (
    SELECT counted.period + ('1 ' || coalesce($by, 'month'))::INTERVAL AS period, language, who,
        type, rank
    FROM counted
    JOIN ranks USING (period, language, part)
    SEMI JOIN first USING (language, who, type)
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
    LEFT JOIN before USING (period, language, who, type)
    LEFT JOIN rates USING (language)
)
SELECT
    period, language, rank, rank_before - rank AS rank_change, who AS source, type,
    attributions, unique_attributions, own_attributions, articles, n, unnest(told(share)),
    unnest(told_corrected(corrected(share, correction)))
FROM told
ORDER BY period, language, rank, articles DESC, source, type;
