-- What several questions need, said once; connect() and hearsay.duckdb offer it to everybody.

-- A publisher's domain; texts that came without an address show their source: (press-texts).
CREATE MACRO site(publisher, dump) AS
    coalesce(publisher, '(' || split_part(dump, '/', 1) || ')');

-- Part of a whole, 0 to 1; null where there is no whole.
CREATE MACRO share(part, whole) AS round(part / nullif(whole, 0), 4);

-- Whether a day lies in the time asked for, both ends included; an open end is null.
CREATE MACRO within(day, since, until) AS
    (since IS NULL OR day >= since) AND (until IS NULL OR day <= until);

-- Whether a value is the one asked for; null asks for all.
CREATE MACRO asked(value, wanted) AS (wanted IS NULL OR value = wanted);

-- A share of `n` articles with its interval, {share, low, high}; each article is one draw.
CREATE MACRO of_articles(part, n) AS CASE WHEN n > 0 THEN {
    'share': part / n, 'low': wilson(part / n, n).low, 'high': wilson(part / n, n).high
} END;

-- Seconds since 1970 of a published time; null where a day alone is told, or no offset.
CREATE MACRO moment(published) AS CASE
    WHEN regexp_matches(published, 'T.*(Z|[+-]\d\d:?\d\d)$')
        THEN epoch(try_cast(published AS TIMESTAMPTZ))
END;

-- Whether a list of names has one, written a little otherwise or without the first name: "Iryna
-- Malkovár", "Malkovar"; below .9 sisters and brothers begin to be taken for each other.
CREATE MACRO has_name(names, one) AS len(list_filter(names, lambda other:
    jaro_winkler_similarity(lower(strip_accents(other)), lower(strip_accents(one))) >= 0.9
    OR lower(strip_accents(split_part(other, ' ', -1))) = lower(strip_accents(one))
    OR lower(strip_accents(split_part(one, ' ', -1))) = lower(strip_accents(other))
)) > 0;

-- Articles; `day` is the published day, or the night for an article without a date.
CREATE VIEW publications AS
SELECT * REPLACE (site(publisher, dump) AS publisher), coalesce(published_day, night) AS day
FROM articles;

-- Attributions of a statement; `who` is the outlet's id where it is known, else the name. A credit
-- says whom a text was taken from, and attributes no statement: see the view `credited`.
CREATE VIEW statements AS
SELECT
    * REPLACE (site(publisher, dump) AS publisher),
    coalesce(published_day, night) AS day,
    coalesce(source_id, name) AS who
FROM attributions
WHERE place NOT IN ('credit', 'origin');

-- Outlets that the credits and lines of origin of other publishers name; `original` where it
-- published the text first.
CREATE VIEW credited AS
SELECT
    night, publications.day, article, publications.publisher, publications.language,
    attributions.source_id AS outlet, place = 'origin' AS original
FROM attributions
JOIN publications USING (night)
WHERE place IN ('credit', 'origin')
    AND publications.id = article
    AND publications.outlet IS DISTINCT FROM attributions.source_id;

-- Attributions that another one of their article cites: what the publisher did not get itself.
CREATE VIEW relays AS
SELECT DISTINCT night, article, cites AS number
FROM attributions
WHERE cites <> number;

-- Chains publisher -> source -> ... -> ultimate source; depth 1 is a source that cites nobody.
-- A chain starts at a record that no other one cites, and ends before it would come round again.
CREATE VIEW chains AS
WITH RECURSIVE walk AS (
    SELECT
        night, day, article, publisher, language, number AS first,
        [number] AS numbers, [name] AS names, type, anonymity, cites
    FROM statements
    ANTI JOIN relays USING (night, article, number)
    UNION ALL
    SELECT
        walk.night, walk.day, walk.article, walk.publisher, walk.language, walk.first,
        list_append(walk.numbers, upstream.number), list_append(walk.names, upstream.name),
        upstream.type, upstream.anonymity, upstream.cites
    FROM walk
    JOIN attributions AS upstream
        ON upstream.night = walk.night
        AND upstream.article = walk.article
        AND upstream.number = walk.cites
    WHERE NOT list_contains(walk.numbers, upstream.number)
)
SELECT
    night, day, article, publisher, language, first, len(numbers) AS depth, numbers, names,
    publisher || ' -> ' || array_to_string(names, ' -> ') AS chain,
    names[-1] AS ultimate, type, anonymity
FROM walk
QUALIFY row_number() OVER (PARTITION BY night, article, first ORDER BY len(numbers) DESC) = 1;

-- A night in figures; `languages` maps a language to its share of the night's articles.
CREATE VIEW nights AS
SELECT
    night,
    count(*) AS dumps,
    count(*) FILTER (state = 'held') AS held,
    sum(records)::BIGINT AS records,
    coalesce(sum(articles) FILTER (state = 'published'), 0)::BIGINT AS articles,
    sum(dropped)::BIGINT AS dropped,
    coalesce(sum(attributions) FILTER (state = 'published'), 0)::BIGINT AS attributions,
    any_value(languages) AS languages
FROM dumps
LEFT JOIN (
    SELECT night, map(list(language), list(share(n, whole))) AS languages
    FROM (
        SELECT night, language, count(*) AS n, sum(n) OVER (PARTITION BY night) AS whole
        FROM articles
        GROUP BY night, language
        ORDER BY night, language
    )
    GROUP BY night
) USING (night)
GROUP BY night;

-- A span as it lies in what begins at an offset.
CREATE MACRO moved(span, start) AS
    CASE WHEN span IS NOT NULL THEN {'start': span.start - start, 'end': span."end" - start} END;
