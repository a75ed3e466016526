-- Which articles were published more than once, over all nights that are looked at?
SELECT max(night) AS night, max_by(dump, night) AS dump, format('article {}, {} times', id, count(*)) AS seen
FROM articles
GROUP BY id
HAVING count(*) > 1
