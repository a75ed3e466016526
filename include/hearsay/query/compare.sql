-- How do two groups of articles differ, and could chance alone have done it?
-- `group` and `other` are each a group of lists.toml, a publisher, a language, or a period as a date
-- begins: 2026, 2026-01. Without `other` it is all the rest; without both, the two languages with
-- most articles. Articles of both are left out; `compared` says what was. `n` and `share` are of
-- `group`, and so on with `other_`; `difference` is `share` - `other_share` with its interval. `p` is
-- how often chance alone brings a difference as large; `p_holm` allows for so many being looked at:
-- below .05, no more than one answer in twenty has any such difference that is none. `corrected`
-- and its difference heed the engine's accuracy, which `p` does not; null for several languages.
WITH facts AS (
    SELECT *
    FROM article_facts
    WHERE attributed
        AND within(day, $since, $until)
        AND asked(language, $language)
        AND counted($texts, original, own)
),
largest AS (
    SELECT list(language ORDER BY n DESC, language) AS languages
    FROM (SELECT language, count(*) AS n FROM facts GROUP BY language)
),
sides AS (
    SELECT
        coalesce($group, if($other IS NULL, languages[1], NULL)) AS one,
        coalesce($other, if($group IS NULL, languages[2], NULL)) AS two,
        coalesce((SELECT list(publisher) FROM groups WHERE name = one), []) AS ones,
        coalesce((SELECT list(publisher) FROM groups WHERE name = two), []) AS twos
    FROM largest
),
belonging AS (
    SELECT
        facts.*, coalesce(one, 'rest') || ' : ' || coalesce(two, 'rest') AS compared,
        belongs(one, ones, language, publisher, day) AS here,
        belongs(two, twos, language, publisher, day) AS there
    FROM facts
    CROSS JOIN sides
),
sided AS (
    SELECT * REPLACE (coalesce(here, NOT there) AS here, coalesce(there, NOT here) AS there)
    FROM belonging
    WHERE coalesce(here, NOT there) <> coalesce(there, NOT here)
),
summed AS (
    SELECT
        compared, here,
        if(min(language) = max(language), min(language), NULL) AS language,
        [sum(media), sum(person), sum(institution), sum(document), sum(anonymous)] AS types,
        unnest([
            {'place': 0, 'measure': 'anonymous sources', 'of': 'attributions', 'type': 'anonymous',
                'sums': sums(anonymous, statements)},
            {'place': 1, 'measure': 'media as sources', 'of': 'attributions', 'type': 'media',
                'sums': sums(media, statements)},
            {'place': 2, 'measure': 'persons as sources', 'of': 'attributions', 'type': 'person',
                'sums': sums(person, statements)},
            {'place': 3, 'measure': 'institutions as sources', 'of': 'attributions', 'type': 'institution',
                'sums': sums(institution, statements)},
            {'place': 4, 'measure': 'documents as sources', 'of': 'attributions', 'type': 'document',
                'sums': sums(document, statements)},
            {'place': 5, 'measure': 'quoted directly', 'of': 'attributions', 'type': NULL,
                'sums': sums(direct, statements)},
            {'place': 6, 'measure': 'second-hand', 'of': 'attributions', 'type': NULL,
                'sums': sums(second_hand, statements)},
            {'place': 7, 'measure': 'endorsing cues', 'of': 'attributions', 'type': NULL,
                'sums': sums(endorsing, statements)},
            {'place': 8, 'measure': 'distancing cues', 'of': 'attributions', 'type': NULL,
                'sums': sums(distancing, statements)},
            {'place': 9, 'measure': 'hedged cues', 'of': 'attributions', 'type': NULL,
                'sums': sums(hedged, statements)},
            {'place': 10, 'measure': 'words without a source', 'of': 'words', 'type': NULL,
                'sums': sums(unsourced_words, words)},
            {'place': 11, 'measure': 'articles without a source', 'of': 'articles', 'type': NULL,
                'sums': sums((statements = 0)::INT, 1)},
            {'place': 12, 'measure': 'articles of one source', 'of': 'articles with attributions', 'type': NULL,
                'sums': sums((sources = 1)::INT, (statements > 0)::INT)},
            {'place': 13, 'measure': 'articles of anonymous sources only', 'of': 'articles with attributions', 'type': NULL,
                'sums': sums((statements > 0 AND anonymous = statements)::INT, (statements > 0)::INT)}
        ]) AS row
    FROM sided
    GROUP BY compared, here
),
shares AS (
    SELECT
        compared, here, row.place, row.measure, row.of, row.sums,
        shared_of(row.sums) AS share,
        CASE WHEN row.type IS NOT NULL THEN corrected(
            shared_of(row.sums),
            correction(of_type(row.type, row.sums.part), types, ratios, errors)
        ) END AS corrected
    FROM summed
    LEFT JOIN rates USING (language)
),
pairs AS (
    SELECT
        one.compared, one.place, one.measure, one.of, one.sums.whole AS n, one.share AS share,
        one.corrected AS corrected, two.sums.whole AS other_n, two.share AS other_share,
        two.corrected AS other_corrected,
        chance(one.sums, two.sums) AS p
    FROM shares AS one
    JOIN shares AS two USING (place)
    WHERE one.here AND NOT two.here
),
ranked AS (
    SELECT
        *,
        p * (count(p) OVER () - row_number() OVER (ORDER BY p NULLS LAST, place) + 1) AS times
    FROM pairs
)
SELECT
    compared, measure, of, n, unnest(told(share)), other_n,
    round(other_share.share, 4) AS other_share, round(other_share.low, 4) AS other_low,
    round(other_share.high, 4) AS other_high,
    round(share.share - other_share.share, 4) AS difference,
    round(apart(share, other_share).low, 4) AS difference_low,
    round(apart(share, other_share).high, 4) AS difference_high,
    round(p, 4) AS p,
    CASE WHEN p IS NOT NULL
        THEN round(least(max(times) OVER (ORDER BY p NULLS LAST, place), 1), 4)
    END AS p_holm,
    round(corrected.corrected, 4) AS corrected,
    round(other_corrected.corrected, 4) AS other_corrected,
    round(corrected.corrected - other_corrected.corrected, 4) AS corrected_difference,
    round(apart(of_corrected(corrected), of_corrected(other_corrected)).low, 4) AS corrected_low,
    round(apart(of_corrected(corrected), of_corrected(other_corrected)).high, 4) AS corrected_high
FROM ranked
ORDER BY place;
