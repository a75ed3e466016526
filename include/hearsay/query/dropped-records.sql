-- Which records became no article?
-- `hearsay record DUMP RECORD` shows one as it stands in its dump.
SELECT night, reason, dump, record, url, detail
FROM dropped
WHERE within(night, $since, $until)
ORDER BY night, reason, dump, record, detail
LIMIT $top;
