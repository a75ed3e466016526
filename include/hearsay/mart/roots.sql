-- Whose reporting does an article rest on?
-- On the outlet that it credits, or a copy of it of the same night; else copies and editions rest on
-- what their first article rests on, others on the newsroom that most of their chains end in, a
-- cited one where two have as many. And where that outlet has an article of its own in the story,
-- on what that one rests on.
WITH RECURSIVE votes AS (
    SELECT article_sources.article, newsroom, sum(ultimate) AS chains
    FROM article_sources
    GROUP BY article_sources.article, newsroom
),
newsrooms AS (
    SELECT
        article,
        first(newsroom ORDER BY chains DESC, newsroom IN (publisher, outlet), newsroom) AS newsroom
    FROM votes
    JOIN article_facts USING (article)
    GROUP BY article
),
based AS (
    SELECT
        *,
        first(agency ORDER BY agency IS NULL, day, article) OVER (
            PARTITION BY coalesce(copy_of, article)
        ) AS giver,
        coalesce(giver, newsroom, outlet, publisher) AS base,
        CASE
            WHEN copy_of IS NOT NULL THEN 'copy'
            WHEN twin_of IS NOT NULL THEN 'twin'
            WHEN giver IS NOT NULL THEN 'credit'
            WHEN base IN (publisher, outlet) THEN 'own'
            ELSE 'cited'
        END AS through
    FROM article_facts
    JOIN (SELECT id AS article, published FROM articles) USING (article)
    LEFT JOIN newsrooms USING (article)
),
linked AS (
    SELECT
        based.*,
        CASE WHEN giver IS NULL THEN coalesce(copy_of, twin_of, first_article)
            ELSE first_article
        END AS before
    FROM based
    LEFT JOIN citations ON citations.article = based.article AND citations.outlet = base
),
known AS (
    SELECT article, base AS root FROM based
    UNION ALL
    SELECT article, root FROM past_roots
),
-- From article to article as far as it goes; a ring of copies would be left after some steps.
walk AS (
    SELECT article, article AS at, 0 AS step FROM linked
    UNION ALL
    SELECT walk.article, before, step + 1
    FROM walk
    JOIN linked ON linked.article = walk.at
    WHERE before IS NOT NULL AND step < 9
),
ended AS (
    SELECT walk.article, arg_max(root, step) AS root
    FROM walk
    JOIN known ON known.article = walk.at
    GROUP BY walk.article
)
SELECT
    night, day, published, linked.article, publisher, outlet, language, story, root, through
FROM linked
JOIN ended ON ended.article = linked.article
ORDER BY day, publisher, linked.article;
