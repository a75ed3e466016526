-- Which sources stand in the chains of two and more, one after the other?
WITH hops AS (
    SELECT
        article, first, depth,
        unnest(range(1, depth + 1)) AS hop,
        unnest(numbers) AS number
    FROM chains
    WHERE depth > 1
)
SELECT
    night, day, article, publisher, language, first, hop, depth, number,
    who, name, type, anonymity, source_text, cue_text
FROM hops
JOIN statements USING (article, number)
ORDER BY day, publisher, article, first, hop;
