-- Whose rows in the tables are not as many as the dump counted? Of a held one only the dropped count.
WITH counted AS (
    SELECT night, dump, 'articles' AS "table", articles AS told, state = 'published' AS shown
    FROM dumps
    UNION ALL
    SELECT night, dump, 'attributions', attributions, state = 'published' FROM dumps
    UNION ALL
    SELECT night, dump, 'dropped', dropped, true FROM dumps
), found AS (
    SELECT night, dump, 'articles' AS "table", count(*) AS n FROM articles GROUP BY ALL
    UNION ALL
    SELECT night, dump, 'attributions', count(*) FROM attributions GROUP BY ALL
    UNION ALL
    SELECT night, dump, 'dropped', count(*) FROM dropped GROUP BY ALL
)
SELECT
    night, dump,
    format('{} rows of {}, {} expected', coalesce(n, 0), "table", if(shown, told, 0)) AS seen
FROM counted
FULL JOIN found USING (night, dump, "table")
WHERE coalesce(n, 0) IS DISTINCT FROM if(shown, told, 0)
