-- Why did records become no article, night by night?
-- `share` is the part of the night's `n` records; `example` is one of them: dump, record, detail.
WITH reasons AS (
    SELECT night, unnest(map_entries(dropped_by_reason)) AS entry
    FROM dumps
    WHERE within(night, $since, $until)
),
examples AS (
    SELECT night, reason, min(concat_ws(' ', dump, record, detail)) AS example
    FROM dropped
    WHERE within(night, $since, $until)
    GROUP BY night, reason
)
SELECT
    night,
    entry.key AS reason,
    sum(entry.value)::BIGINT AS records,
    any_value(nights.records) AS n,
    share(sum(entry.value), n) AS share,
    any_value(example) AS example
FROM reasons
JOIN nights USING (night)
LEFT JOIN examples ON examples.night = reasons.night AND examples.reason = entry.key
GROUP BY reasons.night, entry.key
ORDER BY night, records DESC, reason;
