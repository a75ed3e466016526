-- Whose records are not its articles and dropped ones?
SELECT
    night, dump,
    format('{} records, but {} articles and {} dropped', records, articles, dropped) AS seen
FROM dumps
WHERE records <> articles + dropped
