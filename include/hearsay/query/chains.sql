-- Which chains lead from a publisher over its sources to the ultimate source, hop by hop?
-- Only chains with a source that cites another one: `depth` 2 and more, the deepest first. Each row
-- is a source of the chain with its evidence, its words in the article and the cue; `first` tells
-- chains of an article apart. The last hop is the ultimate source. `original` is false in a
-- near-copy of an earlier article, `own` in a text that is not the publisher's. `top` limits the
-- chains, 100 if nothing else is said.
WITH picked AS (
    SELECT article, first
    FROM hops
    WHERE hop = 1
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND counted($texts, original, own)
    ORDER BY depth DESC, day, publisher, article, first
    LIMIT coalesce($top, 100)
)
SELECT
    day, publisher, language, depth, chain, hop, name, type, anonymity, source_text, cue_text,
    original, own, article, first, number
FROM hops
SEMI JOIN picked USING (article, first)
ORDER BY depth DESC, day, publisher, article, first, hop;
