-- Which articles are editions of others in another language, and what did they leave out?
-- `kept` of the earlier article's `twin_named` sources, persons and outlets, are in the later one
-- too, `dropped` and `added` name the rest; without an answer where the scripts differ. `others` are
-- sources whose names are translated and can only be counted, `hedged` statements that hedge or
-- keep their distance, `depth` the longest chain: fewer than in the twin were left out. `top`
-- limits the pairs, 100 if nothing else is said.
SELECT
    day, publisher, language, twin_publisher, twin_language, alike, title, twin_title,
    kept, twin_named, dropped, added, others, twin_others, statements, twin_statements,
    hedged, twin_hedged, depth, twin_depth, article, twin_of
FROM twins
WHERE within(day, $since, $until)
    AND asked(language, $language)
    AND asked(publisher, $publisher)
ORDER BY
    greatest(twin_named - kept, 0) + greatest(twin_hedged - hedged, 0)
    + greatest(twin_others - others, 0) DESC,
    day, article
LIMIT coalesce($top, 100);
