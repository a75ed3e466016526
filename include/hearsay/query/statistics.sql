-- What a share is worth: intervals, corrections and tests; docs/statistics.md explains them.
-- A macro is written out wherever it is used, and its arguments as often as it names them. So that
-- terms do not grow to millions, `list_transform([x], lambda v: ...)[1]` works x out once.

-- Student's t for 95 %, two-sided: exact for one and two degrees of freedom, else by the expansion
-- of Cornish and Fisher, which is right to two thousandths and better.
CREATE MACRO student(degrees) AS CASE
    WHEN degrees < 2 THEN 12.706205
    WHEN degrees < 3 THEN 4.302653
    ELSE 1.959964 + 2.372271 / degrees + 2.822499 / degrees ** 2 + 2.555850 / degrees ** 3
        + 1.589534 / degrees ** 4
END;

-- Variance of the share `part` / `whole`, whose statements come in `clusters` articles: the
-- linearised variance of a ratio (Cochran 1977, ch. 6) from sums over the articles, `parts` and
-- `wholes` of the squares, `products` of both.
CREATE MACRO ratio_variance(part, whole, clusters, parts, products, wholes) AS
    greatest(
        parts - 2 * part::DOUBLE / whole * products + (part::DOUBLE / whole) ** 2 * wholes, 0
    ) / whole::DOUBLE ** 2 * clusters / (clusters - 1);

-- Of how many independent statements a share is worth; never more than there are (Korn and Graubard
-- 1998, Survey Methodology 24, with their correction for few clusters). Where all or none are part
-- no variance is seen, and the statements of an article count as one (Kish 1965).
CREATE MACRO effective(part, whole, clusters, parts, products, wholes) AS
    least(
        whole,
        CASE
            WHEN clusters > 1 AND part > 0 AND part < whole
                THEN part::DOUBLE / whole * (1 - part::DOUBLE / whole)
                    / ratio_variance(part, whole, clusters, parts, products, wholes)
            ELSE whole::DOUBLE ** 2 / nullif(wholes, 0)
        END
    )
    * (student(greatest(whole - 1, 1)) / student(greatest(clusters - 1, 1))) ** 2;

-- The interval of Wilson (1927) at 95 % for a share of `n` independent statements.
CREATE MACRO wilson(share, n) AS {
    'low': greatest(
        (share + 1.920729411 / n - 1.959963985 * sqrt(share * (1 - share) / n + 0.960364705 / n ** 2))
        / (1 + 3.841458821 / n),
        0
    ),
    'high': least(
        (share + 1.920729411 / n + 1.959963985 * sqrt(share * (1 - share) / n + 0.960364705 / n ** 2))
        / (1 + 3.841458821 / n),
        1
    )
};

-- A share with its interval, {share, low, high}, from the sums that `effective` takes.
CREATE MACRO shared_of(sums) AS list_transform(
    list_transform([sums], lambda s: CASE WHEN s.whole > 0 THEN {
        'share': s.part / s.whole,
        'n': effective(s.part, s.whole, s.clusters, s.parts, s.products, s.wholes)
    } END),
    lambda w: CASE WHEN w IS NOT NULL THEN {
        'share': w.share, 'low': wilson(w.share, w.n).low, 'high': wilson(w.share, w.n).high
    } END
)[1];

CREATE MACRO shared(part, whole, clusters, parts, products, wholes) AS shared_of({
    'part': part, 'whole': whole, 'clusters': clusters, 'parts': parts, 'products': products,
    'wholes': wholes
});

-- The sums that `effective` takes over rows of one article each, as an aggregate; an article without any
-- counts for none.
CREATE MACRO sums(part, whole) AS {
    'part': sum(part)::BIGINT,
    'whole': sum(whole)::BIGINT,
    'clusters': count(*) FILTER (whole > 0),
    'parts': sum(part::BIGINT * part)::BIGINT,
    'products': sum(part::BIGINT * whole)::BIGINT,
    'wholes': sum(whole::BIGINT * whole)::BIGINT
};

CREATE MACRO clustered(part, whole) AS shared_of(sums(part, whole));

-- The log-odds of a share, kept finite.
CREATE MACRO logit(share) AS ln(greatest(share, 1e-12) / greatest(1 - share, 1e-12));

CREATE MACRO expit(odds) AS 1 / (1 + exp(-odds));

-- The figures of a language by type of source, all in the order of SourceType.
CREATE VIEW rates AS
SELECT
    language,
    list(ratio ORDER BY place) AS ratios,
    list(error ORDER BY place) AS errors
FROM (SELECT DISTINCT language FROM accuracy)
CROSS JOIN (
    SELECT unnest(['media', 'person', 'institution', 'document', 'anonymous']) AS type,
        unnest([1, 2, 3, 4, 5]) AS place
)
LEFT JOIN accuracy USING (language, type)
GROUP BY language;

CREATE MACRO rest(parts, wholes) AS list_transform(range(1, 6), lambda i: wholes[i] - parts[i]);

CREATE MACRO there(found, ratios) AS
    list_sum(list_transform(range(1, 6), lambda i: found[i] * ratios[i]));

-- Statements of one type in a list of all types; a trace where there are none, lest the type's
-- figures be lost.
CREATE MACRO of_type(type, n) AS
    [if(one = type, greatest(n, 1e-6), 0)
        FOR one IN ['media', 'person', 'institution', 'document', 'anonymous']];

-- What the odds of a share must be multiplied by where the engine misses and mistakes some types of
-- sources more than others, {odds, error}: `wholes` are the statements found of each type, `parts`
-- those of them that the share is of, and there are `ratios` statements for one that is found; the
-- error is linearised. Null where figures are missing.
CREATE MACRO correction(parts, wholes, ratios, errors) AS list_transform(
    list_transform(
        [{'parts': parts, 'wholes': wholes, 'ratios': ratios, 'errors': errors}],
        lambda s: {
            'parts': s.parts, 'wholes': s.wholes, 'ratios': s.ratios, 'errors': s.errors,
            'here': there(s.parts, s.ratios), 'beside': there(rest(s.parts, s.wholes), s.ratios),
            'known': list_sum(s.wholes) > list_sum(s.parts) AND len(list_filter(
                range(1, 6), lambda i: s.wholes[i] > 0 AND s.ratios[i] IS NULL
            )) = 0
        }
    ),
    lambda s: CASE WHEN s.known THEN {
        'odds': s.here / list_sum(s.parts)
            / (s.beside / (list_sum(s.wholes) - list_sum(s.parts))),
        'error': sqrt(list_sum(list_transform(range(1, 6), lambda i: (
            s.errors[i] * s.ratios[i]
            * (s.parts[i] / s.here - (s.wholes[i] - s.parts[i]) / s.beside)
        ) ** 2)))
    } END
)[1];

-- A share and its interval so corrected; the interval also has the error of the correction: both
-- distances are added by their squares on the scale of the log-odds (Zou and Donner 2008, Statistics
-- in Medicine 27).
CREATE MACRO corrected(told, correction) AS list_transform(
    list_transform([{'told': told, 'by': correction}], lambda s: {
        'at': logit(s.told.share), 'by': ln(s.by.odds), 'error': 1.959963985 * s.by.error,
        'down': logit(s.told.share) - logit(s.told.low),
        'up': logit(s.told.high) - logit(s.told.share)
    }),
    lambda s: {
        'corrected': expit(s.at + s.by),
        'corrected_low': expit(s.at + s.by - sqrt(s.down ** 2 + s.error ** 2)),
        'corrected_high': expit(s.at + s.by + sqrt(s.up ** 2 + s.error ** 2))
    }
)[1];

-- Of which articles a share is: all, those that are no copy, or the publishers' own.
CREATE MACRO counted(texts, original, own) AS
    CASE texts WHEN 'unique' THEN original WHEN 'own' THEN own ELSE true END;

-- A share and its interval as columns, unnest(told(...)); and the same corrected.
CREATE MACRO told(share) AS list_transform([share], lambda s: {
    'share': round(s.share, 4), 'low': round(s.low, 4), 'high': round(s.high, 4)
})[1];

CREATE MACRO told_corrected(share) AS list_transform([share], lambda s: {
    'corrected': round(s.corrected, 4),
    'corrected_low': round(s.corrected_low, 4),
    'corrected_high': round(s.corrected_high, 4)
})[1];

CREATE MACRO of_corrected(share) AS {
    'share': share.corrected, 'low': share.corrected_low, 'high': share.corrected_high
};

-- The bounds of the difference of two shares, from their own (Zou and Donner 2008; with Wilson's
-- intervals that of Newcombe 1998).
CREATE MACRO apart(one, two) AS {
    'low': one.share - two.share
        - sqrt((one.share - one.low) ** 2 + (two.high - two.share) ** 2),
    'high': one.share - two.share
        + sqrt((one.high - one.share) ** 2 + (two.share - two.low) ** 2)
};

-- The complementary error function by Chebyshev's polynomial, right to seven digits (Press et al.,
-- Numerical Recipes, erfcc); from x = 0 on.
CREATE MACRO erfc(x) AS list_transform(
    [{'x': x, 't': 1 / (1 + (x) / 2)}],
    lambda s: s.t * exp(
        -s.x * s.x - 1.26551223 + s.t * (1.00002368 + s.t * (0.37409196 + s.t * (0.09678418
        + s.t * (-0.18628806 + s.t * (0.27886807 + s.t * (-1.13520398 + s.t * (1.48851587
        + s.t * (-0.82215223 + s.t * 0.17087277))))))))
    )
)[1];

-- Both tails of Student's t beyond `t`, taken as a normal deviate as Wallace (1959) does.
CREATE MACRO both_tails(t, degrees) AS list_transform(
    [{'t': t, 'd': degrees}],
    lambda s: erfc((8 * s.d + 1) / (8 * s.d + 3) * sqrt(s.d * ln(1 + s.t * s.t / s.d) / 2))
)[1];

-- Variance of a share were it `share` in truth: what a test supposes of both groups.
CREATE MACRO supposed(sums, share) AS ratio_variance(
    share * sums.whole, sums.whole, sums.clusters, sums.parts, sums.products, sums.wholes
);

-- How often chance alone brings two shares as far apart, two-sided, from the sums of both: a score
-- test, whose variances suppose the share of both together and count articles, with the degrees of
-- freedom of Satterthwaite (1946). Null where nothing varies.
CREATE MACRO chance(one, two) AS list_transform(
    list_transform(
        [{'one': one, 'two': two, 'share': (one.part + two.part) / (one.whole + two.whole)}],
        lambda s: CASE
            WHEN s.one.clusters > 1 AND s.two.clusters > 1 AND s.share > 0 AND s.share < 1 THEN {
                'difference': abs(s.one.part / s.one.whole - s.two.part / s.two.whole),
                'first': supposed(s.one, s.share), 'second': supposed(s.two, s.share),
                'one': s.one.clusters - 1, 'two': s.two.clusters - 1
            }
        END
    ),
    lambda s: CASE WHEN s IS NOT NULL THEN both_tails(
        s.difference / sqrt(s.first + s.second),
        (s.first + s.second) ** 2 / (s.first ** 2 / s.one + s.second ** 2 / s.two)
    ) END
)[1];

-- Whether an article belongs to what somebody compares; null where that is not told.
CREATE MACRO belongs(told, publishers, language, publisher, day) AS
    language = told OR publisher = told OR starts_with(day::VARCHAR, told)
    OR told IS NOT NULL AND list_contains(publishers, publisher);
