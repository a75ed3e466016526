-- How good were the data of each night?
-- A count of everything, not a sample: shares without intervals. `dropped_share` is of the `records`,
-- whose reasons the question `dropped` tells; `language_unknown` and `undated` are shares of the
-- published articles; `set_aside` are rows kept out of their tables; `failed` are checks that did not
-- hold, by severity, which the question `checks` tells one by one.
WITH taken AS (
    SELECT
        night,
        count(*) AS dumps,
        count(*) FILTER (state = 'held') AS held,
        sum(records)::BIGINT AS records,
        coalesce(sum(articles) FILTER (state = 'published'), 0)::BIGINT AS articles,
        sum(dropped)::BIGINT AS dropped,
        coalesce(sum(attributions) FILTER (state = 'published'), 0)::BIGINT AS attributions
    FROM dumps
    WHERE within(night, $since, $until)
    GROUP BY night
),
read AS (
    SELECT
        night, count(*) AS n,
        count(*) FILTER (language = 'und') AS language_unknown,
        count(*) FILTER (published_day IS NULL) AS undated
    FROM articles
    WHERE within(night, $since, $until)
    GROUP BY night
),
kept_out AS (
    SELECT night, count(*) AS set_aside FROM set_aside WHERE within(night, $since, $until)
    GROUP BY night
),
judged AS (
    SELECT
        night,
        count(*) AS checks,
        count(*) FILTER (NOT success AND severity = 'critical') AS failed_critical,
        count(*) FILTER (NOT success AND severity = 'warning') AS failed_warning,
        count(*) FILTER (NOT success AND severity = 'info') AS failed_info
    FROM checks
    WHERE within(night, $since, $until)
    GROUP BY night
)
SELECT
    night, dumps, held, records, articles, dropped,
    share(dropped, records) AS dropped_share,
    attributions,
    round(attributions / nullif(articles, 0), 2) AS per_article,
    share(language_unknown, n) AS language_unknown,
    share(undated, n) AS undated,
    coalesce(set_aside, 0) AS set_aside,
    coalesce(checks, 0) AS checks,
    coalesce(failed_critical, 0) AS failed_critical,
    coalesce(failed_warning, 0) AS failed_warning,
    coalesce(failed_info, 0) AS failed_info
FROM taken
LEFT JOIN read USING (night)
LEFT JOIN kept_out USING (night)
LEFT JOIN judged USING (night)
ORDER BY night;
