-- Which statements stand behind a number?
-- Each with its sentence and where `source`, `cue`, `told` and `content` lie in it: characters from 0,
-- the end not included. `chain` goes on to the source that cites nobody, `url` and `article` lead to
-- the whole. The latest first; `top` sets how many, 50 if nothing else is said.
WITH RECURSIVE dated AS (
    SELECT night, day, attributions AS n
    FROM source_days
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND asked(who, coalesce($source, $outlet))
        AND asked(type, $type)
        AND counted($texts, original, own)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
    UNION ALL
    SELECT night, day, 0 -- how many of them are asked for is not known
    FROM citation_days
    WHERE outlet = $outlet AND within(day, $since, $until)
),
-- The days that have enough statements, the latest ones: of a year nothing else is read.
enough AS (
    SELECT night, day
    FROM (SELECT night, day, sum(n) AS n FROM dated GROUP BY night, day)
    QUALIFY sum(n) OVER (ORDER BY day DESC) - sum(n) OVER (PARTITION BY day) < coalesce($top, 50)
),
latest AS MATERIALIZED (
    SELECT night, day, publisher, article, number
    FROM statements
    WHERE night IN (SELECT night FROM enough)
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND asked(who, $source)
        AND asked(type, $type)
        AND ($outlet IS NULL OR who = $outlet OR told_id = $outlet)
        AND ($texts IS NULL OR article IN (
            SELECT article FROM article_facts WHERE counted($texts, original, own)
        ))
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
    ORDER BY day DESC, publisher, article, number
    LIMIT coalesce($top, 50)
),
picked AS (
    SELECT statements.*
    FROM statements
    JOIN latest USING (night, article, number)
),
-- All of their articles, in which the chains go on.
nearby AS MATERIALIZED (
    SELECT night, article, number, name, cites
    FROM attributions
    WHERE night IN (SELECT night FROM latest) AND article IN (SELECT article FROM latest)
),
walk AS (
    SELECT night, article, number, [number] AS numbers, [name] AS names, cites FROM picked
    UNION ALL
    SELECT
        walk.night, walk.article, walk.number, list_append(numbers, upstream.number),
        list_append(names, upstream.name), upstream.cites
    FROM walk
    JOIN nearby AS upstream
        ON upstream.night = walk.night
        AND upstream.article = walk.article
        AND upstream.number = walk.cites
    WHERE NOT list_contains(numbers, upstream.number)
),
chained AS (
    SELECT night, article, number, arg_max(names, len(names)) AS names
    FROM walk
    GROUP BY night, article, number
),
placed AS (
    SELECT
        picked.*, title, url, names,
        CASE picked.place WHEN 'title' THEN title ELSE text END AS whole,
        list_filter(list_concat([source, cue, told], content), lambda one: one IS NOT NULL) AS spans
    FROM picked
    JOIN (
        SELECT night, id AS article, title, url, text
        FROM articles
        WHERE night IN (SELECT night FROM latest) AND id IN (SELECT article FROM latest)
    ) USING (night, article)
    JOIN chained USING (night, article, number)
),
-- From the end of the sentence before to the end of the last one.
framed AS (
    SELECT
        *,
        list_min([one.start FOR one IN spans]) AS first,
        list_max([one."end" FOR one IN spans]) AS last,
        len(regexp_extract(whole[:first], '^(?s:.*)(?:[.!?…]["''»«“”‘’)\]]*\s|[。！？]|\n)'))
            AS start,
        -- With the last character, which may end the sentence itself.
        last - 1 + len(regexp_extract(
            whole[last:], '^(?s:.*?)(?:[.!?…]["''»«“”‘’)\]]*(?:\s|$)|[。！？]|\n|$)'
        )) AS stop
    FROM placed
)
SELECT
    day, publisher, language, source_text, name, type, anonymity, stance, quote,
    rtrim(whole[start + 1:stop], E' \n') AS sentence,
    moved(source, start) AS source, moved(cue, start) AS cue, moved(told, start) AS told,
    [moved(one, start) FOR one IN content] AS content,
    publisher || ' -> ' || array_to_string(names, ' -> ') AS chain,
    title, url, article, number, place
FROM framed
ORDER BY day DESC, publisher, article, number;
