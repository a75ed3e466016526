-- Which articles were printed word for word more than once?
-- `articles` are their ids, the earliest first; that one tells `first_day`, `title` and `credit`.
SELECT
    count(*) AS copies,
    count(DISTINCT publisher) AS publishers,
    min(day) AS first_day,
    first(title ORDER BY day, id) AS title,
    first(credit ORDER BY day, id) AS credit,
    string_agg(DISTINCT publisher, ', ' ORDER BY publisher) AS printed_by,
    string_agg(id, ' ' ORDER BY day, id) AS articles,
    fingerprint
FROM publications
WHERE within(day, $since, $until) AND asked(language, $language)
GROUP BY fingerprint
HAVING copies > 1 AND bool_or(asked(publisher, $publisher))
ORDER BY copies DESC, first_day, fingerprint
LIMIT $top;
