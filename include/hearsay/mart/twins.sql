-- Which articles are editions of others in another language, and what did they leave out?
WITH facts AS (
    SELECT article, day, publisher, language, title, statements, depth FROM article_facts
    UNION ALL
    SELECT article, day, publisher, language, title, statements, depth FROM past_article_facts
),
sources AS (
    SELECT article, who, type, hedged FROM article_sources
    UNION ALL
    SELECT article, who, type, hedged FROM past_article_sources
),
pairs AS (
    SELECT night, article, twin_of, alike FROM links WHERE twin_of IS NOT NULL
),
told AS (
    SELECT
        article,
        count(DISTINCT who) FILTER (type NOT IN ('person', 'media')) AS others,
        sum(hedged)::BIGINT AS hedged,
        list_sort(list_distinct(list(who) FILTER (type IN ('person', 'media')))) AS names,
        -- Names of other scripts cannot be compared letter by letter.
        coalesce(bool_and(ascii(strip_accents(who)) < 128) FILTER (type = 'person'), true) AS latin
    FROM sources
    GROUP BY article
),
paired AS (
    SELECT
        pairs.*,
        coalesce(later.others, 0) AS others, coalesce(earlier.others, 0) AS twin_others,
        coalesce(later.hedged, 0) AS hedged, coalesce(earlier.hedged, 0) AS twin_hedged,
        coalesce(later.names, []) AS names, coalesce(earlier.names, []) AS twin_names,
        coalesce(later.latin = earlier.latin, true) AS comparable
    FROM pairs
    LEFT JOIN told AS later ON later.article = pairs.article
    LEFT JOIN told AS earlier ON earlier.article = twin_of
),
compared AS (
    SELECT
        *,
        list_filter(twin_names, lambda one: NOT has_name(names, one)) AS dropped_names,
        list_filter(names, lambda one: NOT has_name(twin_names, one)) AS added_names
    FROM paired
)
SELECT
    night, later.day, compared.article, twin_of, alike,
    later.publisher, earlier.publisher AS twin_publisher,
    later.language, earlier.language AS twin_language,
    later.title, earlier.title AS twin_title,
    later.statements, earlier.statements AS twin_statements,
    len(names) AS named, len(twin_names) AS twin_named,
    CASE WHEN comparable THEN len(twin_names) - len(dropped_names) END AS kept,
    CASE WHEN comparable THEN nullif(array_to_string(dropped_names, ', '), '') END AS dropped,
    CASE WHEN comparable THEN nullif(array_to_string(added_names, ', '), '') END AS added,
    others, twin_others, hedged, twin_hedged, later.depth, earlier.depth AS twin_depth
FROM compared
JOIN facts AS later ON later.article = compared.article
JOIN facts AS earlier ON earlier.article = twin_of
ORDER BY later.day, compared.article;
