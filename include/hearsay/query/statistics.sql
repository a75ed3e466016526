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

-- The same over rows of one article each, as an aggregate; an article without any counts for none.
CREATE MACRO clustered(part, whole) AS shared(
    sum(part)::BIGINT,
    sum(whole)::BIGINT,
    count(*) FILTER (whole > 0),
    sum(part::BIGINT * part)::BIGINT,
    sum(part::BIGINT * whole)::BIGINT,
    sum(whole::BIGINT * whole)::BIGINT
);

-- The log-odds of a share, kept finite.
CREATE MACRO logit(share) AS ln(greatest(share, 1e-12) / greatest(1 - share, 1e-12));

CREATE MACRO expit(odds) AS 1 / (1 + exp(-odds));

-- What the odds of a share must be multiplied by where the engine misses and mistakes other types of
-- sources than the rest, {odds, error}: over rows of `n` statements of a language and type, of which
-- `ratio` are there for one that is found, as `accuracy` has it. Null where a figure is missing.
CREATE MACRO correction(is_part, n, ratio, error) AS CASE
    WHEN count(*) FILTER (n > 0 AND ratio IS NULL) = 0 THEN {
        'odds':
            -- A type that was not found at all weighs next to nothing, lest its ratio be lost.
            sum((n + 1e-6) * ratio) FILTER (is_part)
            / sum(n + 1e-6) FILTER (is_part AND ratio IS NOT NULL)
            / (
                sum((n + 1e-6) * ratio) FILTER (NOT is_part)
                / sum(n + 1e-6) FILTER (NOT is_part AND ratio IS NOT NULL)
            ),
        'error': sqrt(
            sum(((n + 1e-6) * ratio * error) ** 2) FILTER (is_part)
            / sum((n + 1e-6) * ratio) FILTER (is_part) ** 2
            + sum(((n + 1e-6) * ratio * error) ** 2) FILTER (NOT is_part)
            / sum((n + 1e-6) * ratio) FILTER (NOT is_part) ** 2
        )
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

-- A share and its interval as columns: unnest(told(...)).
CREATE MACRO told(shared) AS {
    'share': round(shared.share, 4), 'low': round(shared.low, 4), 'high': round(shared.high, 4)
};
