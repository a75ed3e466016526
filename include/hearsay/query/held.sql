-- Which dumps are held back or counted elsewhere, and why?
-- `state` is held or doubled; `hearsay replay` reads those that are held once more.
SELECT night, dump, state, bytes, sha256, remark
FROM dumps
WHERE state <> 'published' AND within(night, $since, $until)
ORDER BY night, state DESC, dump;
