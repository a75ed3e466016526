-- Why are sources not named, as the articles say it?
-- `reason` in the words of the text, in small letters, given for `attributions`. `share` is their
-- part of the `n` attributions to anonymous sources in the articles of `texts`, language by
-- language; `example` is an article.
WITH facts AS (
    SELECT *, counted($texts, original, own) AS counts
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND statements > 0
),
given AS (
    SELECT night, article, lower(unnamed_because) AS reason, count(*) AS given
    FROM statements
    WHERE unnamed_because IS NOT NULL
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
    GROUP BY ALL
),
reasons AS (
    SELECT
        language, reason,
        sum(given)::BIGINT AS attributions,
        coalesce(sum(given) FILTER (original), 0)::BIGINT AS unique_attributions,
        coalesce(sum(given) FILTER (own), 0)::BIGINT AS own_attributions,
        coalesce(sum(given) FILTER (counts), 0)::BIGINT AS part,
        coalesce(sum(given * given) FILTER (counts), 0)::BIGINT AS parts,
        coalesce(sum(given * anonymous) FILTER (counts), 0)::BIGINT AS products,
        min(article) AS example
    FROM given
    JOIN facts USING (night, article)
    GROUP BY language, reason
),
wholes AS (
    SELECT
        language,
        sum(anonymous)::BIGINT AS n,
        count(*) FILTER (anonymous > 0) AS clusters,
        sum(anonymous * anonymous)::BIGINT AS wholes
    FROM facts
    WHERE counts
    GROUP BY language
)
SELECT
    language, reason, attributions, unique_attributions, own_attributions, n,
    unnest(told(shared(part, n, clusters, parts, products, wholes))), example
FROM reasons
JOIN wholes USING (language)
QUALIFY $top IS NULL OR $top >= row_number() OVER (
    PARTITION BY language ORDER BY attributions DESC, reason
)
ORDER BY language, attributions DESC, reason;
