-- How long after an outlet's own article do others cite it in the same story?
-- Counted from the outlet's first article in the story that was published before and stands in the
-- lake, of the same night or the seven before it; of `articles` that cite it `covered` have one, and
-- `share` says how many that are of `texts`. The rest cannot be told: the outlet's site is not
-- crawled, or its story was not recognised. Days are told for all covered, hours for the `timed`
-- ones, where both articles tell the time. `top` limits the outlets, 20 if nothing else is said.
WITH cited AS (
    SELECT *, counted($texts, original, own) AS counts
    FROM citations
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND asked(outlet, $outlet)
)
SELECT
    outlet,
    count(*) AS articles,
    count(*) FILTER (original) AS unique_articles,
    count(*) FILTER (own) AS own_articles,
    count(*) FILTER (counts) AS n,
    count(first_article) FILTER (counts) AS covered,
    unnest(told(of_articles(count(first_article) FILTER (counts), count(*) FILTER (counts)))),
    median(lag_days) FILTER (counts) AS median_days,
    quantile_disc(lag_days, 0.9) FILTER (counts) AS slowest_tenth_days,
    count(lag_hours) FILTER (counts) AS timed,
    round(median(lag_hours) FILTER (counts), 1) AS median_hours
FROM cited
GROUP BY outlet
ORDER BY covered DESC, articles DESC, outlet
LIMIT coalesce($top, 20);
