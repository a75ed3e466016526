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
        (share + 1.920729 / n - 1.959964 * sqrt(share * (1 - share) / n + 0.960365 / n ** 2))
        / (1 + 3.841459 / n),
        0
    ),
    'high': least(
        (share + 1.920729 / n + 1.959964 * sqrt(share * (1 - share) / n + 0.960365 / n ** 2))
        / (1 + 3.841459 / n),
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
