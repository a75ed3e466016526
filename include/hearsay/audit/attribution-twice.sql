-- Which attributions have the number of another one of their article?
SELECT
    night, max(dump) AS dump,
    format('attribution {} of article {}, {} times', number, article, count(*)) AS seen
FROM attributions
GROUP BY night, article, number
HAVING count(*) > 1
