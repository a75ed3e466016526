-- Which attributions do not stand in their article where they say?
SELECT
    attributions.night, attributions.dump,
    format('attribution {} of article {}: {}', number, article, source_text) AS seen
FROM attributions
JOIN articles
    ON articles.night = attributions.night AND articles.id = attributions.article
WHERE place = 'text'
    AND source IS NOT NULL
    AND substring(text, source.start + 1, source."end" - source.start) <> source_text
