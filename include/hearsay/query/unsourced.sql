-- How much of a publisher's text has no source?
-- `share` is the part of `n` words, in the articles of `texts`, that stand in sentences in which
-- nothing is attributed; `median_run` and `longest_run` are words of an article's longest run of such
-- sentences, and `longest_article` has the longest. `without` of `articles` attribute nothing at all,
-- `without_share`. Only articles in whose language attributions are sought.
WITH facts AS (
    SELECT *, counted($texts, original, own) AS counts, statements = 0 AS without
    FROM article_facts
    WHERE within(day, $since, $until)
        AND asked(language, $language)
        AND asked(publisher, $publisher)
        AND ($group IS NULL OR publisher IN (SELECT publisher FROM groups WHERE name = $group))
        AND attributed
),
told AS (
    SELECT
        publisher, language,
        sum(unsourced_words)::BIGINT AS unsourced_words,
        coalesce(sum(unsourced_words) FILTER (original), 0)::BIGINT AS unique_unsourced_words,
        coalesce(sum(unsourced_words) FILTER (own), 0)::BIGINT AS own_unsourced_words,
        sum(words) FILTER (counts)::BIGINT AS n,
        clustered(if(counts, facts.unsourced_words, 0), if(counts, words, 0)) AS share,
        quantile_disc(longest_unsourced, .5) FILTER (counts) AS median_run,
        max(longest_unsourced) FILTER (counts) AS longest_run,
        arg_max(article, (longest_unsourced, article)) FILTER (counts) AS longest_article,
        count(*) FILTER (counts) AS articles,
        count(*) FILTER (counts AND without) AS without,
        clustered((counts AND facts.without)::INT, counts::INT) AS without_share
    FROM facts
    GROUP BY publisher, language
)
SELECT
    publisher, language, unsourced_words, unique_unsourced_words, own_unsourced_words, n,
    unnest(told(share)), median_run, longest_run, longest_article, articles, without,
    round(without_share.share, 4) AS without_share,
    round(without_share.low, 4) AS without_low, round(without_share.high, 4) AS without_high
FROM told
WHERE n > 0
ORDER BY n DESC, publisher, language
LIMIT $top;
