-- Which direct quotations does a night print, and where were they printed first?
SELECT
    night, day, article, number, publisher, language, who, name,
    len(string_split(trim(content_text), ' ')) AS words,
    content_text AS text,
    first(article) OVER same AS first_article,
    first(number) OVER same AS first_number,
    CASE WHEN first_article = article AND first_number = number THEN 'first' ELSE 'same' END AS how
FROM statements
WHERE quote = 'direct' AND words >= 6
WINDOW same AS (PARTITION BY lower(content_text) ORDER BY article, number)
ORDER BY article, number;
