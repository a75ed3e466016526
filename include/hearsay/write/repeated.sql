-- Which lines did publishers repeat, and in which unit of work on most pages?
SELECT *
FROM read_parquet($repeated)
QUALIFY row_number() OVER (PARTITION BY mark ORDER BY pages DESC, publisher_pages, line) = 1
ORDER BY publisher, pages DESC, mark
