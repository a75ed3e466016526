-- Which attributions cite one that their article does not have?
SELECT night, dump, format('attribution {} of article {} cites {}', number, article, cites) AS seen
FROM attributions AS citing
ANTI JOIN attributions AS upstream
    ON upstream.night = citing.night
    AND upstream.article = citing.article
    AND upstream.number = citing.cites
WHERE cites IS NOT NULL
