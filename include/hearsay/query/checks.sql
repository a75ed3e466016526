-- Which expectations did a night fail?
-- The gravest first; `dump` is empty where the night as a whole was judged.
SELECT night, severity, dump, "table", columns, expectation, unexpected, observed
FROM checks
WHERE NOT success AND within(night, $since, $until)
ORDER BY
    night,
    list_position(['critical', 'warning', 'info'], severity),
    dump NULLS FIRST, "table", columns NULLS FIRST, expectation;
