-- Whose dropped records are not those that it tells by reason?
SELECT
    night, dump,
    format('{} dropped as {}, {} told', coalesce(n, 0), reason, coalesce(told, 0)) AS seen
FROM (SELECT night, dump, reason, count(*) AS n FROM dropped GROUP BY ALL)
FULL JOIN (
    SELECT night, dump, unnest(map_keys(dropped_by_reason)) AS reason,
        unnest(map_values(dropped_by_reason)) AS told
    FROM dumps
) USING (night, dump, reason)
WHERE n IS DISTINCT FROM told
