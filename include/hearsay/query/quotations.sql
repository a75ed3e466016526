-- Which quotations were printed again: who had them first, changed them, cut them, gave them to whom?
-- Direct quotations of enough words. `prints` are articles, the first one too; `unique_prints` are
-- no near-copies of articles, `own_prints` publishers' own texts. `variant` and `cut` are examples
-- of other words, and of a part without what stood around it; `fuller` is one with more around it
-- than the first print had. `also_said_by` are the speakers of
-- articles that do not name the first one's. The question `prints` shows each print. `top` limits
-- the quotations, 20 if nothing else is said.
WITH picked AS (
    SELECT first_article, first_number, count(*) AS again
    FROM quotations
    WHERE how <> 'first'
        AND article <> first_article
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND asked(who, $source)
    GROUP BY first_article, first_number
    HAVING bool_or(asked(publisher, $publisher))
    ORDER BY again DESC, first_article, first_number
    LIMIT coalesce($top, 20)
),
printed AS (
    SELECT quotations.*, original, own
    FROM quotations
    SEMI JOIN picked USING (first_article, first_number)
    LEFT JOIN (SELECT article, original, own FROM article_facts) USING (article)
    WHERE within(day, $since, $until) AND asked(language, $language)
),
-- In "Tass quotes the minister" both are speakers of the words.
speaking AS (
    SELECT first_article, first_number, article, list_sort(list_distinct(list(who))) AS speakers
    FROM printed
    GROUP BY first_article, first_number, article
),
told AS (
    SELECT
        first_article, first_number,
        arg_min(
            {day: day, publisher: publisher, who: who, text: text, speakers: speakers},
            (how <> 'first', day, article, number)
        ) AS first,
        count(DISTINCT article) AS prints,
        count(DISTINCT article) FILTER (original) AS unique_prints,
        count(DISTINCT article) FILTER (own) AS own_prints,
        count(DISTINCT publisher) AS publishers,
        count(*) FILTER (how = 'variant') AS variants,
        arg_min(text, (day, article)) FILTER (how = 'variant') AS variant,
        count(*) FILTER (how = 'cut') AS cuts,
        arg_min(text, (day, article)) FILTER (how = 'cut') AS cut,
        arg_min(text, (day, article)) FILTER (how = 'fuller') AS fuller,
        list_sort(list_distinct(list(speakers))) AS all_speakers
    FROM printed
    JOIN speaking USING (first_article, first_number, article)
    GROUP BY first_article, first_number
)
SELECT
    first.day AS first_day, first.publisher AS first_publisher, first.who AS who, first.text AS text,
    prints, unique_prints, own_prints, publishers, variants, variant, cuts, cut, fuller,
    nullif(array_to_string(list_sort(list_distinct(flatten(list_filter(
        all_speakers,
        lambda theirs: len(list_filter(theirs, lambda one: has_name(first.speakers, one))) = 0
    )))), ', '), '') AS also_said_by,
    first_article, first_number
FROM told
ORDER BY prints DESC, first_article, first_number;
