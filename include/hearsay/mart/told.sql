-- What do the stories need to know of a night's articles?
SELECT
    publications.night, id AS article, day, publications.language, title, text, published,
    list(source_id ORDER BY number) FILTER (source_id IS NOT NULL) AS outlets
FROM publications
LEFT JOIN attributions ON attributions.article = publications.id
GROUP BY ALL
ORDER BY id;
