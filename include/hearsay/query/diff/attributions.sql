-- Which attributions does another extractor gain, lose or change beside the published ones?
-- A record is the same where its cue is; of several with one cue, the first with the first.
WITH told AS (
    SELECT * FROM (
        SELECT 'before' AS side, coalesce(cue.start, content[1].start, source.start) AS anchor, * FROM read_parquet($before, union_by_name = true)
        UNION ALL BY NAME
        SELECT 'after' AS side, coalesce(cue.start, content[1].start, source.start) AS anchor, * FROM read_parquet($after, union_by_name = true)
    )
    WHERE dump IN (SELECT unnest($dumps))
),
keyed AS (
    SELECT
        told.*,
        upstream.cue AS cited,
        row_number() OVER (
            PARTITION BY told.side, told.article, told.place, told.anchor ORDER BY told.number
        ) AS nth
    FROM told
    LEFT JOIN told AS upstream
        ON upstream.side = told.side
        AND upstream.article = told.article
        AND upstream.number = told.cites
),
pairs AS (
    SELECT old AS before, new AS after
    FROM (SELECT keyed AS old, article, place, anchor, nth FROM keyed WHERE side = 'before') AS l
    FULL JOIN (SELECT keyed AS new, article, place, anchor, nth FROM keyed WHERE side = 'after') AS r
        USING (article, place, anchor, nth)
)
SELECT
    CASE
        WHEN before IS NULL THEN 'gained'
        WHEN after IS NULL THEN 'lost'
        WHEN (
            before.cue, before.source, before.name, before.type, before.source_id,
            before.anonymity, before.stance, before.content, before.quote, before.told, before.cited
        ) IS DISTINCT FROM (
            after.cue, after.source, after.name, after.type, after.source_id,
            after.anonymity, after.stance, after.content, after.quote, after.told, after.cited
        ) THEN 'changed'
        ELSE 'same'
    END AS change,
    coalesce(after.rule, before.rule) AS rule,
    coalesce(after.language, before.language) AS language,
    coalesce(after.dump, before.dump) AS dump,
    coalesce(after.article, before.article) AS article,
    coalesce(after.cue_text, before.cue_text) AS cue,
    before.name AS name_before,
    after.name AS name_after,
    before.content_text AS content_before,
    after.content_text AS content_after
FROM pairs
ORDER BY language, article, coalesce(after.number, before.number), change
