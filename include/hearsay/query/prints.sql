-- Where was a quotation printed, by whom, in which words?
-- Each print of the quotations that were printed again, the most printed first and each in order of
-- days; `article` picks the quotations that an article prints. `how` tells whether the words are the
-- `first`, the `same`, a `variant`, `cut`, or `fuller` than the first. `top` limits the prints, 100
-- if nothing else is said.
WITH picked AS (
    SELECT first_article, first_number, count(*) AS times
    FROM quotations
    WHERE how <> 'first'
        AND article <> first_article
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(who, $source)
    GROUP BY first_article, first_number
    HAVING bool_or(asked(publisher, $publisher))
        AND bool_or(asked(article, $article) OR asked(first_article, $article))
    ORDER BY times DESC, first_article, first_number
    LIMIT coalesce($top, 100)
)
SELECT
    first_article, first_number, day, publisher, language, how, who, text, article, number
FROM quotations
JOIN picked USING (first_article, first_number)
WHERE within(day, $since, $until) AND asked(language, $language)
ORDER BY times DESC, first_article, first_number, how <> 'first', day, article, number
LIMIT coalesce($top, 100);
