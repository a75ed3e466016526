-- What does night number getvariable('day') bring? Tables articles, attributions, dumps, dropped of
-- getvariable('count') articles; every value is drawn by the night's and the article's number.

-- A twelfth is printed from a wire (`copy`), a fiftieth is an edition in another language
-- (`edition`); `root` is what the text is drawn by, `story` what it is about, `facts` whose sources
-- and numbers it has. A story runs for up to three nights.
CREATE OR REPLACE TEMP TABLE drafts AS
WITH numbered AS (
    SELECT
        getvariable('day') AS day, n, concat(day, '.', n) AS own,
        chance('kind', own) AS kind, chance('age', own) AS age,
        greatest(0, day - CASE WHEN age < .7 THEN 0 WHEN age < .9 THEN 1 ELSE 2 END) AS begun,
        concat(begun, '.', ranked('story', own, greatest(getvariable('count') // 8, 1))) AS story
    FROM range(getvariable('count')::BIGINT) AS t(n)
), rooted AS (
    SELECT
        *, kind < .1 AS copied, kind BETWEEN .1 AND .12 AS edition,
        CASE WHEN kind < .12 THEN concat('w', story) ELSE own END AS facts,
        CASE
            WHEN chance('language', facts) < .45 THEN 1 WHEN chance('language', facts) < .75 THEN 2
            WHEN chance('language', facts) < .9 THEN 3 ELSE 4
        END AS first_language,
        CASE WHEN edition THEN first_language % 4 + 1 ELSE first_language END AS tongue,
        concat(facts, '.', tongue) AS root
    FROM numbered
)
SELECT
    rooted.*, language, 3 + drawn('length', facts, 15) - 1 AS statements,
    ranked('publisher', own, 300) AS rank,
    CASE WHEN rank <= 80 THEN getvariable('outlets')[(tongue - 1) * 80 + rank].id END AS outlet,
    CASE WHEN rank <= 290 THEN concat(coalesce(outlet, concat(language, '-', rank)), '.example') END
        AS publisher,
    concat('crawl/', getvariable('night'), '/', n % 4, '.warc.gz') AS dump,
    n::VARCHAR AS record,
    left(md5(concat(dump, '|', n)), 16) AS id,
    CASE WHEN chance('dated', own) < .95 THEN getvariable('night') - (chance('late', own) < .3)::INT END
        AS published_day,
    CASE WHEN chance('credit', own) < if(copied, .7, .2) THEN drawn('agency', facts, 5) END AS agency
FROM rooted
JOIN manners USING (tongue);

-- A statement a row. Two in three draw source and quotation from what their story has in common.
CREATE OR REPLACE TEMP TABLE said AS
WITH seeded AS (
    SELECT
        drafts.*, k, concat(facts, '.', k) AS seed,
        chance('common', seed) < .66 AS common,
        concat(story, '.', drawn('which', seed, 12)) AS shared,
        CASE WHEN common THEN shared ELSE seed END AS source_seed,
        chance('type', source_seed) AS kind_of,
        chance('quote', source_seed) AS quoted
    FROM drafts, range(1, 18) AS t(k)
    -- Some who print a text leave its last statement out.
    WHERE k <= statements - (copied AND chance('cut', own) < .3)::INT
), typed AS (
    SELECT
        *,
        CASE
            WHEN kind_of < .42 THEN 'person' WHEN kind_of < .66 THEN 'institution'
            WHEN kind_of < .82 THEN 'media' WHEN kind_of < .86 THEN 'document' ELSE 'anonymous'
        END AS type,
        ranked('who', source_seed, CASE type WHEN 'person' THEN 60000 WHEN 'institution' THEN 8000
            WHEN 'media' THEN 1200 WHEN 'document' THEN 3000 ELSE 3 END) AS who,
        CASE
            WHEN type = 'anonymous' THEN 2 + drawn('level', seed, 4) - 1
            WHEN type = 'person' AND kind_of < .05 THEN 1 ELSE 0
        END AS anonymity,
        CASE WHEN quoted < .25 THEN 'direct' WHEN quoted < .35 THEN 'mixed' ELSE 'indirect' END AS quote,
        CASE WHEN quote = 'direct' THEN concat(source_seed, '.', tongue) ELSE concat(seed, '.', tongue) END
            AS words_seed,
        chance('stance', seed) AS vouched,
        drawn('cue', seed, 3) AS cue_number
    FROM seeded
), named AS (
    SELECT
        typed.*,
        CASE type
            WHEN 'person' THEN concat(
                if(anonymity = 1, manners.spokesman || ' ', ''), getvariable('names')[who % 7919 + 1], ' ',
                getvariable('names')[who * 37 % 7901 + 1])
            WHEN 'institution' THEN concat(getvariable('names')[who % 7877 + 1], ' ', ['Institut', 'Bank', 'Council', 'Union'][who % 4 + 1])
            WHEN 'media' THEN getvariable('outlets')[who].name
            WHEN 'document' THEN concat(getvariable('names')[who % 7841 + 1], '-', manners.report)
            ELSE manners.unnamed[greatest(1, anonymity - 1)]
        END AS source_text,
        CASE
            WHEN anonymity = 5 THEN manners.unheld WHEN vouched < .07 THEN manners.cues[4]
            WHEN vouched < .11 THEN manners.cues[5] WHEN vouched < .16 THEN manners.cues[6]
            ELSE manners.cues[cue_number]
        END AS cue_text,
        CASE
            WHEN vouched < .07 THEN 'distancing' WHEN vouched < .11 THEN 'endorsing'
            WHEN vouched < .16 THEN 'hedged' ELSE 'neutral'
        END AS stance,
        array_to_string([getvariable('phrases')[(tongue - 1) * 20000 + drawn(['p', 'q', 'r'][i], words_seed, 20000)]
            FOR i IN range(1, 2 + drawn('long', words_seed, 2))], ' ') AS content_text,
        if(quote = 'direct', '"', '') AS mark,
        -- What a story is about comes up again and again: a place, a number.
        CASE WHEN k % 2 = 1 THEN concat(
            getvariable('phrases')[(tongue - 1) * 20000 + drawn('f', words_seed, 20000)], ' ',
            getvariable('names')[drawn('place', concat(story, '.', k % 7), 8000)], ' ',
            drawn('figure', concat(story, '.', k % 5), 9990) + 9, '. ') ELSE '' END AS filler
    FROM typed
    JOIN manners USING (tongue)
), worded AS (
    SELECT
        * REPLACE (if(anonymity = 5, NULL, source_text) AS source_text),
        if(anonymity = 5, 'unknown', source_text) AS name,
        CASE WHEN type = 'media' THEN getvariable('outlets')[who].id END AS source_id,
        CASE WHEN type NOT IN ('document', 'anonymous') AND k < statements - 1
            AND chance('cites', seed) < .1 THEN k + 1 END AS cites,
        if(anonymity = 5, '', concat(source_text, ' ')) AS source_part,
        concat(filler, source_part, cue_text, ': ', mark, content_text, mark, if(k % 3 = 0, E'.\n', '. '))
            AS sentence
    FROM named
)
SELECT
    *,
    coalesce(sum(length(sentence)) OVER (
        PARTITION BY id ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0)::BIGINT + length(filler) AS source_at,
    source_at + length(source_part) AS cue_at,
    cue_at + length(cue_text) + 2 + length(mark) AS content_at
FROM worded;

CREATE OR REPLACE TEMP TABLE articles AS
WITH texts AS (
    SELECT id, rtrim(string_agg(sentence, '' ORDER BY k)) AS text FROM said GROUP BY id
)
SELECT
    getvariable('night') AS night, id, dump, record,
    if(publisher IS NULL, NULL, concat('https://www.', publisher, '/', id)) AS url,
    publisher, outlet,
    concat(
        getvariable('names')[drawn('place', concat(story, '.', drawn('topic', root, 3)), 8000)], ': ',
        getvariable('phrases')[(tongue - 1) * 20000 + drawn('title', root, 20000)]
    ) AS title,
    text, language,
    published_day::VARCHAR AS published, published_day,
    if(published_day IS NULL, NULL, 'meta') AS published_origin,
    if(published_day IS NULL, NULL, 'day') AS published_precision,
    agencies.name AS credit, NULL::VARCHAR AS byline, NULL::VARCHAR AS translated,
    NULL::VARCHAR AS origin,
    length(text) - length(translate(text, E' \n', '')) + 1 AS words,
    left(md5(text), 16) AS fingerprint,
    true AS attributed
FROM drafts
JOIN texts USING (id)
LEFT JOIN agencies USING (agency);

CREATE OR REPLACE TEMP TABLE attributions AS
SELECT
    k AS number, 'text' AS place,
    if(source_text IS NULL, NULL, {'start': source_at, 'end': source_at + length(source_text)}) AS source,
    source_text, name, type, source_id, anonymity,
    if(type = 'anonymous' AND chance('because', seed) < .1, getvariable('phrases')[drawn('why', seed, 20000)], NULL)
        AS unnamed_because,
    {'start': cue_at, 'end': cue_at + length(cue_text)} AS cue, cue_text, stance,
    NULL::STRUCT("start" BIGINT, "end" BIGINT) AS told, NULL::VARCHAR AS told_id,
    [{'start': content_at, 'end': content_at + length(content_text)}] AS content, content_text, quote,
    cites, 'verb' AS rule,
    getvariable('night') AS night, id AS article, dump, publisher, language, published_day,
    'generated' AS extractor
FROM said
UNION ALL
SELECT
    statements + 1, 'credit', {'start': 0, 'end': length(name)}, name, name, 'media', agencies.id,
    0, NULL, NULL, NULL, 'neutral', NULL, NULL, [], NULL, 'indirect', NULL, 'credit',
    getvariable('night'), drafts.id, dump, publisher, language, published_day, 'generated'
FROM drafts
JOIN agencies USING (agency);

-- Of every hundred records three became no article.
CREATE OR REPLACE TEMP TABLE dropped AS
SELECT
    dump, concat(n, '-') AS record, NULL::VARCHAR AS url,
    ['no-article', 'too-short', 'not-a-page'][drawn('reason', own, 3)] AS reason,
    NULL::VARCHAR AS detail, getvariable('night') AS night
FROM drafts
WHERE chance('dropped', own) < .03;

CREATE OR REPLACE TEMP TABLE dumps AS
WITH lost AS (
    SELECT dump, map_from_entries(list((reason, n) ORDER BY reason)) AS by_reason, sum(n)::BIGINT AS n
    FROM (SELECT dump, reason, count(*) AS n FROM dropped GROUP BY ALL)
    GROUP BY dump
), found AS (
    SELECT dump, count(*) AS n FROM attributions GROUP BY dump
)
SELECT
    getvariable('night') AS night, dump, 'crawl' AS source, concat('s3://crawl/', dump) AS uri,
    1000000 AS bytes, sha256(dump) AS sha256, 'warc' AS format,
    count(*) + coalesce(any_value(lost.n), 0) AS records, count(*) AS articles,
    coalesce(any_value(lost.n), 0) AS dropped,
    coalesce(any_value(by_reason), MAP {}::MAP(VARCHAR, BIGINT)) AS dropped_by_reason,
    any_value(found.n) AS attributions, 'published' AS state, NULL::VARCHAR AS remark
FROM drafts
JOIN found USING (dump)
LEFT JOIN lost USING (dump)
GROUP BY dump;
