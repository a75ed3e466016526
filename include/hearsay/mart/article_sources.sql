-- Which sources has an article, and which newsroom has their words?
-- The newsroom is the outlet that the chain reaches last: "Bloomberg reports, citing insiders" has
-- the insiders from Bloomberg, "a spokesman told Reuters" has the spokesman from Reuters.
WITH steps AS (
    SELECT
        article, first,
        unnest(range(1, depth + 1)) AS hop,
        unnest(numbers) AS number
    FROM chains
),
ends AS (
    SELECT
        article, first,
        arg_max(number, hop) AS number,
        arg_max(
            CASE WHEN type = 'media' THEN who ELSE told_id END, hop
        ) FILTER (type = 'media' OR told_id IS NOT NULL) AS newsroom
    FROM steps
    JOIN statements USING (article, number)
    GROUP BY article, first
),
-- A record may end one chain and stand in the midst of another one.
counted AS (
    SELECT article, number, any_value(newsroom ORDER BY newsroom) AS newsroom, count(*) AS ultimate
    FROM ends
    GROUP BY article, number
),
passed AS (
    SELECT steps.article, steps.number, min(newsroom) AS newsroom
    FROM steps
    JOIN ends USING (article, first)
    GROUP BY steps.article, steps.number
)
SELECT
    article_facts.night, article_facts.day, article_facts.article, article_facts.publisher,
    article_facts.language, story, who, type,
    coalesce(counted.newsroom, passed.newsroom, agency, outlet, article_facts.publisher)
        AS newsroom,
    count(*) AS statements,
    count(*) FILTER (stance IN ('hedged', 'distancing')) AS hedged,
    coalesce(sum(ultimate), 0)::BIGINT AS ultimate
FROM statements
JOIN article_facts USING (article)
LEFT JOIN passed USING (article, number)
LEFT JOIN counted USING (article, number)
GROUP BY ALL
ORDER BY article_facts.day, article_facts.publisher, article_facts.article, who, type, newsroom;
