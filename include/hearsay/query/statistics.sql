-- What a share is worth: intervals, corrections and tests; docs/statistics.md explains them.

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
CREATE MACRO shared(part, whole, clusters, parts, products, wholes) AS CASE
    WHEN whole > 0 THEN {
        'share': part / whole,
        'low': wilson(part / whole, effective(part, whole, clusters, parts, products, wholes)).low,
        'high': wilson(part / whole, effective(part, whole, clusters, parts, products, wholes)).high
    }
END;

-- The sums that `shared` takes over rows of one article each, as an aggregate; an article without any
-- counts for none.
CREATE MACRO sums(part, whole) AS {
    'part': sum(part)::BIGINT,
    'whole': sum(whole)::BIGINT,
    'clusters': count(*) FILTER (whole > 0),
    'parts': sum(part::BIGINT * part)::BIGINT,
    'products': sum(part::BIGINT * whole)::BIGINT,
    'wholes': sum(whole::BIGINT * whole)::BIGINT
};

CREATE MACRO shared_of(sums) AS shared(
    sums.part, sums.whole, sums.clusters, sums.parts, sums.products, sums.wholes
);

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
CREATE MACRO correction(parts, wholes, ratios, errors) AS CASE
    WHEN len(list_filter(range(1, 6), lambda i: wholes[i] > 0 AND ratios[i] IS NULL)) = 0
        AND list_sum(wholes) > list_sum(parts)
    THEN {
        'odds': there(parts, ratios) / list_sum(parts)
            / (there(rest(parts, wholes), ratios) / list_sum(rest(parts, wholes))),
        'error': sqrt(list_sum(list_transform(range(1, 6), lambda i: (
            errors[i] * ratios[i] * (
                parts[i] / there(parts, ratios)
                - (wholes[i] - parts[i]) / there(rest(parts, wholes), ratios)
            )
        ) ** 2)))
    }
END;

-- A share and its interval so corrected; the interval also has the error of the correction: both
-- distances are added by their squares on the scale of the log-odds (Zou and Donner 2008, Statistics
-- in Medicine 27).
CREATE MACRO corrected(told, correction) AS {
    'corrected': expit(logit(told.share) + ln(correction.odds)),
    'corrected_low': expit(
        logit(told.share) + ln(correction.odds) - sqrt(
            (logit(told.share) - logit(told.low)) ** 2 + (1.959963985 * correction.error) ** 2
        )
    ),
    'corrected_high': expit(
        logit(told.share) + ln(correction.odds) + sqrt(
            (logit(told.high) - logit(told.share)) ** 2 + (1.959963985 * correction.error) ** 2
        )
    )
};

-- Of which articles a share is: all, those that are no copy, or the publishers' own.
CREATE MACRO counted(texts, original, own) AS
    CASE texts WHEN 'unique' THEN original WHEN 'own' THEN own ELSE true END;

-- A share and its interval as columns, unnest(told(...)); and the same corrected.
CREATE MACRO told(shared) AS {
    'share': round(shared.share, 4), 'low': round(shared.low, 4), 'high': round(shared.high, 4)
};

CREATE MACRO told_corrected(share) AS {
    'corrected': round(share.corrected, 4),
    'corrected_low': round(share.corrected_low, 4),
    'corrected_high': round(share.corrected_high, 4)
};

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

-- Variance of a share if it were `share` in truth: what a test supposes of both groups.
CREATE MACRO supposed(sums, share) AS
    ratio_variance(
        share * sums.whole, sums.whole, sums.clusters, sums.parts, sums.products, sums.wholes
    );

-- Both tails of Student's t beyond `t`: t as a normal deviate by Wallace (1959), and the complementary
-- error function by Chebyshev's polynomial (Press et al., Numerical Recipes, erfcc).
CREATE MACRO erfc(x) AS
    1 / (1 + x / 2) * exp(
        -x * x - 1.26551223 + 1 / (1 + x / 2) * (1.00002368 + 1 / (1 + x / 2) * (0.37409196
        + 1 / (1 + x / 2) * (0.09678418 + 1 / (1 + x / 2) * (-0.18628806 + 1 / (1 + x / 2) * (
        0.27886807 + 1 / (1 + x / 2) * (-1.13520398 + 1 / (1 + x / 2) * (1.48851587
        + 1 / (1 + x / 2) * (-0.82215223 + 1 / (1 + x / 2) * 0.17087277))))))))
    );

CREATE MACRO both_tails(t, degrees) AS
    erfc((8 * degrees + 1) / (8 * degrees + 3) * sqrt(degrees * ln(1 + t * t / degrees)) / sqrt(2));

-- How often chance alone brings two shares as far apart, two-sided: a score test whose variance
-- counts articles, with the degrees of freedom of Satterthwaite (1946). Null where nothing varies.
CREATE MACRO chance(one, two) AS CASE
    WHEN one.clusters > 1 AND two.clusters > 1 AND one.part + two.part > 0
        AND one.part + two.part < one.whole + two.whole
    THEN both_tails(
        abs(one.part / one.whole - two.part / two.whole) / sqrt(
            supposed(one, (one.part + two.part) / (one.whole + two.whole))
            + supposed(two, (one.part + two.part) / (one.whole + two.whole))
        ),
        (
            supposed(one, (one.part + two.part) / (one.whole + two.whole))
            + supposed(two, (one.part + two.part) / (one.whole + two.whole))
        ) ** 2 / (
            supposed(one, (one.part + two.part) / (one.whole + two.whole)) ** 2 / (one.clusters - 1)
            + supposed(two, (one.part + two.part) / (one.whole + two.whole)) ** 2
                / (two.clusters - 1)
        )
    )
END;

-- Whether an article belongs to what somebody compares; null where that is not told.
CREATE MACRO belongs(told, publishers, language, publisher, day) AS
    language = told OR publisher = told OR starts_with(day::VARCHAR, told)
    OR told IS NOT NULL AND list_contains(publishers, publisher);
