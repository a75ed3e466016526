-- How good the engine is on the gold set, by language and type of source; written by
-- `make docs`, with `hearsay evaluate --format sql`.
-- For one statement that is found there are `ratio`: precision by recall, which is `gold` by
-- `found`. `error` is the standard error of its logarithm, the articles being the sample.
CREATE VIEW accuracy AS
SELECT
    * REPLACE (ratio::DOUBLE AS ratio, error::DOUBLE AS error),
    round(hits / found, 4) AS precision,
    round(hits / gold, 4) AS recall
FROM (VALUES
    ('de', 'media', 'de', 22, 31, 32, 27, 0.9688, 0.0966),
    ('de', 'person', 'de', 22, 124, 113, 97, 1.0973, 0.0515),
    ('de', 'institution', 'de', 22, 93, 72, 62, 1.2917, 0.0967),
    ('de', 'document', 'de en', 44, 17, 9, 6, 1.8889, 0.3639),
    ('de', 'anonymous', 'de', 22, 57, 37, 29, 1.5405, 0.1466),
    ('en', 'media', 'en', 22, 37, 32, 27, 1.1562, 0.0988),
    ('en', 'person', 'en', 22, 105, 82, 61, 1.2805, 0.1011),
    ('en', 'institution', 'en', 22, 67, 39, 30, 1.7179, 0.1453),
    ('en', 'document', 'de en', 44, 17, 9, 6, 1.8889, 0.3639),
    ('en', 'anonymous', 'en', 22, 52, 52, 30, 1.0, 0.1419)
) AS figures (language, type, of, articles, gold, found, hits, ratio, error);
