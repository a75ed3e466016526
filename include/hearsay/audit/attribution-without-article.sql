-- Which attributions stand in no article of their night and dump?
SELECT night, dump, format('attribution {} of article {}', number, article) AS seen
FROM attributions
ANTI JOIN articles
    ON articles.night = attributions.night
    AND articles.dump = attributions.dump
    AND articles.id = attributions.article
