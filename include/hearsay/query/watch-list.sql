-- How much of what publishers print comes from the outlets of a list that you keep?
-- Of a publisher's `n` articles, `exposed` ones take statements or their text from an outlet of the
-- list: `direct` from it, `relayed` only through other sources, `credited` as its text. `share` is
-- that of the exposed in `texts`; `unique_exposed` are no near-copies, `own_exposed` the publisher's
-- own texts. `outlets` tells which ones, in how many articles. Lists stand in lists.toml, [watch].
WITH asked_for AS (
    SELECT list, outlet FROM watched WHERE asked(list, $list)
    UNION ALL
    SELECT error('no list ' || $list || ' under [watch] in lists.toml'), NULL
    WHERE $list IS NOT NULL AND $list NOT IN (SELECT list FROM watched)
),
cited AS (
    SELECT list, publisher, article, outlet, direct, relayed, credited, original, own
    FROM citations
    JOIN asked_for USING (outlet)
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
),
exposed AS (
    SELECT
        list, publisher, article,
        bool_or(direct > 0) AS direct,
        bool_or(relayed > 0) AND NOT bool_or(direct > 0 OR credited) AS relayed,
        bool_or(credited) AS credited,
        any_value(original) AS original,
        any_value(own) AS own
    FROM cited
    GROUP BY list, publisher, article
),
which AS (
    SELECT
        list, publisher,
        string_agg(outlet || ' ' || articles, ', ' ORDER BY articles DESC, outlet) AS outlets
    FROM (SELECT list, publisher, outlet, count(*) AS articles FROM cited GROUP BY ALL)
    GROUP BY list, publisher
),
printed AS (
    SELECT publisher, count(*) FILTER (counted($texts, original, own)) AS n
    FROM article_facts
    WHERE attributed
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
    GROUP BY publisher
)
SELECT
    list, publisher,
    count(*) AS exposed,
    count(*) FILTER (original) AS unique_exposed,
    count(*) FILTER (own) AS own_exposed,
    any_value(n) AS n,
    unnest(told(of_articles(count(*) FILTER (counted($texts, original, own)), any_value(n)))),
    count(*) FILTER (exposed.direct) AS direct,
    count(*) FILTER (exposed.relayed) AS relayed,
    count(*) FILTER (exposed.credited) AS credited,
    any_value(outlets) AS outlets
FROM exposed
JOIN printed USING (publisher)
JOIN which USING (list, publisher)
GROUP BY list, publisher
ORDER BY list, exposed DESC, publisher;
