-- On how many independent newsrooms do the many articles of a story rest?
-- Copies and translations rest on what their first article rests on, credited texts on the agency,
-- others on the newsroom that most of their statements come from, and this on what its own article
-- rests on: `roots` counts those that are left, `rests_on` names them with their articles. Even
-- independent newsrooms may share a source: of `sources`, the ultimate ones (unnamed ones count once
-- a newsroom), `shared_source` stands in articles of `shared_by` roots. Articles of the period only;
-- `top` limits the stories, 20 if nothing else is said.
WITH picked AS (
    SELECT story, count(*) AS articles
    FROM roots
    WHERE within(day, $since, $until) AND asked(language, $language) AND asked(story, $story)
    GROUP BY story
    HAVING (articles > 1 OR $story IS NOT NULL) AND bool_or(asked(publisher, $publisher))
    ORDER BY articles DESC, story
    LIMIT coalesce($top, 20)
),
members AS (
    SELECT roots.*
    FROM roots
    SEMI JOIN picked USING (story)
    WHERE within(day, $since, $until) AND asked(language, $language)
),
titles AS (
    SELECT members.story, arg_min(title, (article <> members.story, members.day, article)) AS title
    FROM members
    JOIN (SELECT article, title FROM article_facts) USING (article)
    GROUP BY members.story
),
resting AS (
    SELECT story, root, count(*) AS articles FROM members GROUP BY story, root
),
named AS (
    SELECT
        story,
        string_agg(root || ' ' || articles, ', ' ORDER BY articles DESC, root) AS rests_on
    FROM resting
    GROUP BY story
),
ultimates AS (
    SELECT
        members.story,
        if(type = 'anonymous', 'unnamed, of ' || newsroom, who) AS source,
        count(DISTINCT root) AS roots
    FROM members
    JOIN (SELECT article, who, type, newsroom FROM article_sources WHERE ultimate > 0)
        USING (article)
    GROUP BY members.story, source
),
shared AS (
    SELECT
        story,
        count(*) AS sources,
        first(source ORDER BY roots DESC, source) AS shared_source,
        max(roots) AS shared_by
    FROM ultimates
    GROUP BY story
)
SELECT
    story, any_value(title) AS title,
    min(day) AS first_day,
    count(*) AS articles,
    count(*) FILTER (through <> 'copy') AS unique_articles,
    count(*) FILTER (through IN ('own', 'cited')) AS own_articles,
    count(DISTINCT publisher) AS publishers,
    count(DISTINCT root) AS roots,
    any_value(rests_on) AS rests_on,
    coalesce(any_value(sources), 0) AS sources,
    CASE WHEN any_value(shared_by) > 1 THEN any_value(shared_source) END AS shared_source,
    CASE WHEN any_value(shared_by) > 1 THEN any_value(shared_by) END AS shared_by
FROM members
JOIN titles USING (story)
JOIN named USING (story)
LEFT JOIN shared USING (story)
GROUP BY story
ORDER BY articles DESC, story;
