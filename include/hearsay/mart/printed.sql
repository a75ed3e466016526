-- Which statements of a night are given in quotation marks, wholly or partly?
SELECT
    statements.night, statements.day, articles.published, article, number, statements.publisher,
    statements.language, who, name, content_text AS text, quote = 'direct' AS direct
FROM statements
JOIN articles ON articles.id = article
WHERE quote IN ('direct', 'mixed') AND content_text IS NOT NULL
ORDER BY article, number;
