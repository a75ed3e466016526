-- Which sources stand in the chains of two and more, one after the other?
WITH steps AS (
    SELECT
        article, first, depth, chain,
        unnest(range(1, depth + 1)) AS hop,
        unnest(numbers) AS number
    FROM chains
    WHERE depth > 1
)
SELECT
    statements.night, statements.day, article, statements.publisher, statements.language,
    original, own, first, steps.depth, chain, hop, number, who, name, type, anonymity,
    source_text, cue_text
FROM steps
JOIN statements USING (article, number)
JOIN article_facts USING (article)
ORDER BY statements.day, statements.publisher, article, first, hop;
