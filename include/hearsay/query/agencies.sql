-- How much does a publisher print of an agency or another outlet, with credit and without?
-- Of a publisher's `n` articles, `credited` ones name the outlet in a credit or line of origin;
-- `uncredited` ones are near-copies of a text that others credit to it, or that it published
-- itself, and name it nowhere. `share` is that of both together, of `texts`; `uncredited_share` is
-- the part of them without credit. `unique_` leaves out near-copies of earlier articles; none of
-- them is the publisher's own. `outlet` picks one, `top` limits the outlets of a publisher.
WITH facts AS (
    SELECT article, day, publisher, outlet, agency, copy_of, original, own
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
),
copies AS (
    SELECT *, copy_of AS first FROM facts WHERE copy_of IS NOT NULL
    UNION ALL
    SELECT *, article FROM facts WHERE article IN (SELECT copy_of FROM facts)
),
givers AS (
    SELECT
        first,
        coalesce(
            arg_min(agency, (day, article)),
            arg_min(outlet, (day, article)) FILTER (outlet IN (SELECT agency FROM facts))
        ) AS giver
    FROM copies
    GROUP BY first
    HAVING giver IS NOT NULL
),
uncredited AS (
    SELECT article, publisher, giver, original, own
    FROM copies
    JOIN givers USING (first)
    ANTI JOIN (SELECT article, outlet AS giver FROM citations) AS named USING (article, giver)
    WHERE agency IS NULL AND outlet IS DISTINCT FROM giver
),
taken AS (
    SELECT publisher, agency AS outlet, original, own, true AS credited
    FROM facts
    WHERE agency IS NOT NULL
    UNION ALL
    SELECT publisher, giver, original, own, false FROM uncredited
),
printed AS (
    SELECT publisher, count(*) FILTER (counted($texts, original, own)) AS n
    FROM facts
    GROUP BY publisher
)
SELECT
    publisher, taken.outlet,
    count(*) FILTER (credited) AS credited,
    count(*) FILTER (NOT credited) AS uncredited,
    count(*) FILTER (credited AND original) AS unique_credited,
    count(*) FILTER (NOT credited AND original) AS unique_uncredited,
    any_value(n) AS n,
    unnest(told(of_articles(
        count(*) FILTER (counted($texts, original, own)), any_value(n)
    ))),
    round(count(*) FILTER (NOT credited) / count(*), 4) AS uncredited_share,
    round(wilson(uncredited_share, count(*)).low, 4) AS uncredited_low,
    round(wilson(uncredited_share, count(*)).high, 4) AS uncredited_high
FROM taken
JOIN printed USING (publisher)
WHERE asked(publisher, $publisher)
    AND asked(taken.outlet, $outlet)
    AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
GROUP BY publisher, taken.outlet
QUALIFY $top IS NULL OR $top >= row_number() OVER (
    PARTITION BY publisher ORDER BY count(*) DESC, taken.outlet
)
ORDER BY publisher, count(*) DESC, taken.outlet;
