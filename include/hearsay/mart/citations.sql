-- Which other outlets does an article take statements or its text from?
-- The lag counts from the first article that the outlet itself has in the story, where that was
-- published before; what a publisher told itself is no citation.
WITH taken AS (
    SELECT night, article, number, who AS outlet FROM statements WHERE type = 'media'
    UNION
    SELECT night, article, number, told_id FROM statements WHERE told_id IS NOT NULL
),
named AS (
    SELECT
        article, outlet,
        count(*) FILTER (relays.number IS NULL) AS direct,
        count(*) FILTER (relays.number IS NOT NULL) AS relayed,
        false AS credited
    FROM taken
    LEFT JOIN relays USING (night, article, number)
    GROUP BY article, outlet
    UNION ALL
    SELECT DISTINCT article, coalesce(source_id, name), 0, 0, true
    FROM attributions
    WHERE place IN ('credit', 'origin')
),
cited AS (
    SELECT
        article, outlet,
        sum(direct)::BIGINT AS direct,
        sum(relayed)::BIGINT AS relayed,
        bool_or(credited) AS credited
    FROM named
    GROUP BY article, outlet
),
tonight AS (
    SELECT
        article_facts.night, article_facts.day, article, article_facts.publisher,
        article_facts.outlet, article_facts.language, story, original, own,
        moment(published) AS moment
    FROM article_facts
    JOIN publications ON id = article
),
firsts AS (
    SELECT story, outlet, min({day: day, moment: moment, article: article}) AS first
    FROM (
        SELECT story, outlet, day, moment, article FROM tonight
        UNION ALL
        SELECT story, outlet, day, moment(published), article FROM past_roots
    )
    WHERE outlet IS NOT NULL
    GROUP BY story, outlet
),
dated AS (
    SELECT
        tonight.*, cited.outlet AS cited, direct, relayed, credited, first,
        -- On the same day an unknown time counts as before: the article names the outlet.
        first.day < day OR first.day = day AND coalesce(first.moment <= moment, true) AS before
    FROM cited
    JOIN tonight ON tonight.article = cited.article AND tonight.outlet IS DISTINCT FROM cited.outlet
    LEFT JOIN firsts ON firsts.story = tonight.story AND firsts.outlet = cited.outlet
)
SELECT
    night, day, article, publisher, language, story, original, own, cited AS outlet,
    direct, relayed, credited,
    CASE WHEN before THEN first.article END AS first_article,
    CASE WHEN before THEN day - first.day END AS lag_days,
    CASE WHEN before AND first.moment <= moment THEN round((moment - first.moment) / 3600, 1) END
        AS lag_hours
FROM dated
ORDER BY day, publisher, article, outlet;
