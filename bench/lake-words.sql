-- What do the generated articles draw from? Every draw is a hash of what it is for: no state, so
-- that a night is the same whichever nights were generated before it.

-- A number from 0 to 1 that belongs to these words.
CREATE MACRO chance(what, seed) AS
    (hash(concat_ws('|', what, getvariable('seed'), seed)) >> 11)::DOUBLE / 9007199254740992;
-- A place from 1 to `most` with the shares of Zipf: 1/1, 1/2, 1/3, ...
CREATE MACRO ranked(what, seed, most) AS
    least(most, floor(pow(most + 1, chance(what, seed))))::BIGINT;
-- A place from 1 to `most`, all alike.
CREATE MACRO drawn(what, seed, most) AS floor(chance(what, seed) * most)::BIGINT + 1;

CREATE TABLE syllables AS
SELECT string_split('ba be bo da de do fa fe ga go ha he ka ke ko la le lo ma me mo na ne no pa po ra re ro sa se so ta te to va ve wa we zo', ' ') AS list;

-- 40 syllables, three of them and an ending of the language: 4 x 4000 words.
CREATE TABLE words AS
SELECT
    language, word,
    concat(
        list[drawn('s1', word, 40)], list[drawn('s2', word * 7 + language, 40)],
        CASE WHEN word % 3 = 0 THEN list[drawn('s3', word * 5 + language, 40)] ELSE '' END,
        [['n', 'en', 'ung', 't'], ['', 's', 'ing', 'ed'], ['e', 'er', 'ion', 'ez'], ['a', 'os', 'ar', 'dad']]
            [language][word % 4 + 1]
    ) AS text
FROM syllables, range(1, 5) AS l(language), range(4000) AS w(word);

-- Runs of four to six words, 20,000 in each language, one list: what statements are made of.
SET VARIABLE phrases = (SELECT list(text ORDER BY language, phrase)
FROM (
    SELECT language, phrase, string_agg(text, ' ' ORDER BY place) AS text
    FROM (
        SELECT
            l.language, phrase, place,
            ranked('w', phrase * 64 + place * 8 + l.language, 3999) AS word
        FROM range(1, 5) AS l(language), range(20000) AS p(phrase), range(6) AS s(place)
        WHERE place < 4 + phrase % 3
    )
    JOIN words USING (language, word)
    GROUP BY language, phrase
));

-- Names of people, institutions and places: capitalised, the same in all languages.
SET VARIABLE names = (SELECT list(
    concat(
        upper(list[n % 40 + 1][1]), list[n % 40 + 1][2:], list[(n // 40) % 40 + 1],
        list[(n // 1600) % 40 + 1], ['n', 'r', 'ck', 'ff', 'll'][n % 5 + 1]
    )
    ORDER BY n
) AS list
FROM syllables, range(8000) AS t(n));

-- How each language says it: cues before and after, who is not named (levels 2, 3, 4).
CREATE TABLE manners AS
FROM (VALUES
    (1, 'de', ['sagte', 'erklärte', 'berichtet', 'behauptet', 'räumte ein', 'vermutet'], 'Es heißt',
        ['Regierungsbeamte', 'mit der Sache vertraute Personen', 'Kreise'], 'Sprecher von', 'Bericht'),
    (2, 'en', ['said', 'told reporters', 'reported', 'claimed', 'admitted', 'believes'], 'Reportedly',
        ['government officials', 'people familiar with the matter', 'sources'], 'a spokesman for', 'report'),
    (3, 'fr', ['a dit', 'a déclaré', 'rapporte', 'prétend', 'a reconnu', 'estime'], 'On dit que',
        ['des responsables du ministère', 'des proches du dossier', 'des sources'], 'un porte-parole de', 'rapport'),
    (4, 'es', ['dijo', 'declaró', 'informó', 'afirma', 'admitió', 'cree'], 'Se dice que',
        ['funcionarios del ministerio', 'personas cercanas al asunto', 'fuentes'], 'un portavoz de', 'informe')
) AS t(tongue, language, cues, unheld, unnamed, spokesman, report);

CREATE TABLE agencies AS
FROM (VALUES (1, 'dpa', 'dpa'), (2, 'reuters', 'Reuters'), (3, 'afp', 'AFP'), (4, 'ap', 'AP'), (5, 'efe', 'EFE'))
    AS t(agency, id, name);
