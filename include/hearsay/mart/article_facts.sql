-- What is an article in figures?
WITH told AS (
    SELECT
        article,
        count(*) AS statements,
        count(*) FILTER (type = 'anonymous') AS anonymous,
        count(DISTINCT who) AS sources,
        count(*) FILTER (relays.number IS NOT NULL) AS second_hand
    FROM statements
    LEFT JOIN relays USING (night, article, number)
    GROUP BY article
),
shares AS (
    SELECT article, sum(n * n) / sum(n) ** 2 AS hhi
    FROM (SELECT article, who, count(*) AS n FROM statements GROUP BY ALL)
    GROUP BY article
),
deepest AS (SELECT article, max(depth) AS depth FROM chains GROUP BY article),
agencies AS (
    SELECT article, first(outlet ORDER BY original DESC, outlet) AS agency
    FROM credited
    GROUP BY article
)
SELECT
    publications.night, day, id AS article, publications.publisher, publications.outlet,
    publications.language, attributed, title, words,
    coalesce(statements, 0) AS statements,
    coalesce(anonymous, 0) AS anonymous,
    coalesce(sources, 0) AS sources,
    round(hhi, 4) AS hhi,
    coalesce(second_hand, 0) AS second_hand,
    coalesce(depth, 0) AS depth,
    words AS unsourced_words, words AS longest_unsourced,
    agency, story, copy_of, twin_of,
    copy_of IS NULL AS original,
    copy_of IS NULL AND twin_of IS NULL AND agency IS NULL AS own
FROM publications
JOIN links ON links.article = publications.id
LEFT JOIN told ON told.article = publications.id
LEFT JOIN shares ON shares.article = publications.id
LEFT JOIN deepest ON deepest.article = publications.id
LEFT JOIN agencies ON agencies.article = publications.id
ORDER BY day, publications.publisher, id;
