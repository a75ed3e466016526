-- Which articles were printed more than once, nearly or quite word for word?
-- Near-copies in one language with their first article; `unique_copies` of them were printed by
-- different publishers. `agency` is credited by one of them at least, `credited` so many name it.
-- `first_publisher` had it first, as far as days tell. `top` limits the texts, 100 if nothing else
-- is said.
WITH picked AS (
    SELECT copy_of AS first, count(*) AS copies
    FROM article_facts
    WHERE copy_of IS NOT NULL
        AND within(day, $since, $until)
        AND asked(language, $language)
    GROUP BY first
),
printed AS (
    SELECT article_facts.*, first
    FROM article_facts
    JOIN picked ON first = coalesce(copy_of, article)
    WHERE within(day, $since, $until) AND asked(language, $language)
)
SELECT
    count(*) AS copies,
    count(DISTINCT publisher) AS publishers,
    min(day) AS first_day,
    arg_min(publisher, (day, copy_of IS NOT NULL, article)) AS first_publisher,
    arg_min(title, (day, copy_of IS NOT NULL, article)) AS title,
    arg_min(agency, (day, article)) AS agency,
    count(agency) AS credited,
    string_agg(DISTINCT publisher, ', ' ORDER BY publisher) AS printed_by,
    first AS article
FROM printed
GROUP BY first
HAVING copies > 1 AND bool_or(asked(publisher, $publisher))
ORDER BY copies DESC, first_day, article
LIMIT coalesce($top, 100);
