-- What is an article in figures?
-- A run of words without a source is a stretch of whole sentences in which no span of an
-- attribution lies; it is measured in characters, and told in words at the article's own rate.
WITH told AS (
    SELECT
        article,
        count(*) AS statements,
        count(*) FILTER (type = 'media') AS media,
        count(*) FILTER (type = 'person') AS person,
        count(*) FILTER (type = 'institution') AS institution,
        count(*) FILTER (type = 'document') AS document,
        count(*) FILTER (type = 'anonymous') AS anonymous,
        count(*) FILTER (anonymity = 1) AS level_1,
        count(*) FILTER (anonymity = 2) AS level_2,
        count(*) FILTER (anonymity = 3) AS level_3,
        count(*) FILTER (anonymity = 4) AS level_4,
        count(*) FILTER (anonymity = 5) AS level_5,
        count(*) FILTER (quote = 'direct') AS direct,
        count(*) FILTER (quote = 'mixed') AS mixed,
        count(*) FILTER (stance = 'endorsing') AS endorsing,
        count(*) FILTER (stance = 'distancing') AS distancing,
        count(*) FILTER (stance = 'hedged') AS hedged,
        count(DISTINCT who) AS sources,
        -- From another outlet, made to another outlet, or brought by another source.
        count(*) FILTER (
            type = 'media' AND who IS DISTINCT FROM outlet
            OR told_id IS DISTINCT FROM outlet AND told_id IS NOT NULL
            OR relays.number IS NOT NULL
        ) AS second_hand
    FROM statements
    JOIN (SELECT id AS article, outlet FROM articles) USING (article)
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
),
printed AS (
    SELECT id AS twin_of, publisher AS twin_publisher FROM publications
    UNION ALL
    SELECT article, publisher FROM past_article_facts
),
-- The end of the text is a span of nothing.
spans AS (
    SELECT article, unnest(list_concat(content, [source, cue, told])) AS span
    FROM statements
    WHERE place = 'text'
    UNION ALL
    SELECT id, {'start': len(text), 'end': len(text)} FROM publications WHERE attributed
),
gaps AS (
    SELECT
        article,
        coalesce(max(span."end") OVER (
            PARTITION BY article ORDER BY span.start, span."end"
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS "from",
        span.start AS "to"
    FROM spans
    WHERE span IS NOT NULL
),
-- With one character before it: of `Er sagte: „Nein.“ Es regnete.` the gap is `“ Es regnete.`
cut AS (
    SELECT
        article, "to" < len(text) AS cut_short,
        CASE
            WHEN "from" = 0 THEN text[1:"to"]
            ELSE regexp_extract(
                text["from":"to"], '^(?s:.*?)(?:[.!?…]["''»«“”‘’)\]]*\s|[。！？]|\n)((?s:.*))$', 1
            )
        END AS stretch
    FROM gaps
    JOIN publications ON id = article
    WHERE "to" > "from"
),
runs AS (
    SELECT
        article,
        len(trim(CASE
            WHEN cut_short THEN regexp_extract(
                stretch, '^(?s:.*)(?:[.!?…]["''»«“”‘’)\]]*\s|[。！？]|\n)'
            )
            ELSE stretch
        END, E' \n\t')) AS letters
    FROM cut
),
unsourced AS (
    SELECT article, sum(letters) AS letters, max(letters) AS longest FROM runs GROUP BY article
)
SELECT
    publications.night, day, id AS article, publications.publisher, publications.outlet,
    publications.language, attributed, title, words,
    coalesce(statements, 0) AS statements,
    coalesce(media, 0) AS media,
    coalesce(person, 0) AS person,
    coalesce(institution, 0) AS institution,
    coalesce(document, 0) AS document,
    coalesce(anonymous, 0) AS anonymous,
    coalesce(level_1, 0) AS level_1,
    coalesce(level_2, 0) AS level_2,
    coalesce(level_3, 0) AS level_3,
    coalesce(level_4, 0) AS level_4,
    coalesce(level_5, 0) AS level_5,
    coalesce(direct, 0) AS direct,
    coalesce(mixed, 0) AS mixed,
    coalesce(endorsing, 0) AS endorsing,
    coalesce(distancing, 0) AS distancing,
    coalesce(hedged, 0) AS hedged,
    coalesce(sources, 0) AS sources,
    round(hhi, 4) AS hhi,
    coalesce(second_hand, 0) AS second_hand,
    coalesce(depth, 0) AS depth,
    CASE WHEN attributed
        THEN round(words * coalesce(letters, 0) / len(text))::BIGINT
    END AS unsourced_words,
    CASE WHEN attributed
        THEN round(words * coalesce(longest, 0) / len(text))::BIGINT
    END AS longest_unsourced,
    agency, story, copy_of, twin_of,
    copy_of IS NULL AS original,
    -- An edition of what the publisher itself has in another language is its own.
    copy_of IS NULL AND agency IS NULL
        AND (twin_of IS NULL OR coalesce(twin_publisher = publications.publisher, false)) AS own
FROM publications
JOIN links ON links.article = publications.id
LEFT JOIN printed USING (twin_of)
LEFT JOIN told ON told.article = publications.id
LEFT JOIN shares ON shares.article = publications.id
LEFT JOIN deepest ON deepest.article = publications.id
LEFT JOIN agencies ON agencies.article = publications.id
LEFT JOIN unsourced ON unsourced.article = publications.id
ORDER BY day, publications.publisher, id;
