-- Which are the biggest stories of a period?
-- Articles of the period only. `unique_articles` are no near-copies, `own_articles` besides neither
-- credited to an agency nor translated. `roots` are the newsrooms that all of it rests on; the
-- question `corroboration` names them. `title` is that of the article that founded it, `publisher` picks stories that
-- it took part in, `top` limits them, 20 if nothing else is said.
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
)
SELECT
    story, title,
    min(day) AS first_day, max(day) AS last_day,
    count(*) AS articles,
    count(*) FILTER (through <> 'copy') AS unique_articles,
    count(*) FILTER (through IN ('own', 'cited')) AS own_articles,
    count(DISTINCT publisher) AS publishers,
    string_agg(DISTINCT language, ' ' ORDER BY language) AS languages,
    count(*) FILTER (through = 'copy') AS copies,
    count(*) FILTER (through = 'twin') AS twins,
    count(DISTINCT root) AS roots
FROM members
JOIN titles USING (story)
GROUP BY story, title
ORDER BY articles DESC, story;
