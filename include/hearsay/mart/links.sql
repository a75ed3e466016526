-- Which story does an article tell, and of which article is it a copy?
WITH known AS (
    SELECT night, id AS article, fingerprint, first(id ORDER BY id) OVER (
        PARTITION BY fingerprint
    ) AS story
    FROM articles
)
SELECT
    night, article, story,
    CASE WHEN story <> article THEN story END AS copy_of,
    CASE WHEN story <> article THEN 1.0::DOUBLE END AS copied,
    NULL::VARCHAR AS twin_of, NULL::DOUBLE AS alike
FROM known
ORDER BY article;
