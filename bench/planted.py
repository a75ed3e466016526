"""Plants near-copies among articles, and forms that are filled in anew and are none."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from hearsay.stories import Told

NIGHT = date(2026, 11, 22)
WORD = re.compile(r"\w+")
# What a site sets under every article of its own.
APPEAL = """Unser Angebot wird von seinen Lesern getragen. Wenn Ihnen dieser Text gefallen hat, \
erzählen Sie ihn weiter, und wenn Ihnen etwas fehlt, schreiben Sie der Redaktion.
Alle Texte dieser Seite dürfen mit Angabe der Quelle zitiert werden. Die Bilder gehören denen, die \
sie aufgenommen haben, und dürfen nicht ohne Erlaubnis verwendet werden.
Jeden Morgen um sechs Uhr schicken wir Ihnen die wichtigsten Nachrichten des Tages als Brief."""
OWN_LEAD = """Am Hafen wurde gestern lange darüber gesprochen, und auch im Rathaus von Lindhafen \
hat die Meldung für Unruhe gesorgt, wie eine Umfrage dieser Zeitung unter Mitgliedern aller \
Fraktionen ergab."""
FORMS = {
    "weather": """In {place} bleibt es am {day} meist heiter bei Höchstwerten um {n} Grad. In der \
Nacht kühlt die Luft auf {n} Grad ab, in den Tälern auf {n} Grad. Der Wind weht schwach bis mäßig \
aus {wind}, in Böen mit {n} Kilometern in der Stunde. Die Wahrscheinlichkeit für Regen liegt bei \
{n} Prozent. Auch in den kommenden Tagen bleibt es für die Jahreszeit zu mild, teilte der \
Wetterdienst mit. Die Sonne scheint {n} Stunden und geht um {n}.{n} Uhr unter.""",
    "shares": """Der Aktienindex von {place} hat den Handel am {day} mit {n},{n} Punkten beendet, \
ein Gewinn von {n},{n} Prozent. Größter Gewinner waren die Papiere von {firm} mit einem Aufschlag \
von {n},{n} Prozent auf {n},{n} Euro, größter Verlierer die von {firm} mit einem Abschlag von {n},\
{n} Prozent. Der Euro kostete am Abend {n},{n} Dollar. Am Rentenmarkt stieg die Rendite der \
zehnjährigen Anleihen auf {n},{n} Prozent. Händler verwiesen auf die Zahlen von {firm}.""",
    "lottery": """Bei der Ziehung am {day} wurden die Zahlen {n}, {n}, {n}, {n}, {n} und {n} \
gezogen, die Superzahl lautet {n}. Im Topf lagen {n},{n} Millionen Euro. Die Gewinnzahl des Spiels \
77 heißt {n}{n}{n}. Alle Angaben sind ohne Gewähr. Die nächste Ziehung findet am {day} statt, \
Annahmeschluss ist um {n}.{n} Uhr. Spielen kann süchtig machen, Hilfe gibt es bei der \
Beratungsstelle unter der kostenlosen Nummer des Landes.""",
    "match": """{team} hat das Spiel gegen {team} mit {n}:{n} gewonnen. Vor {n}{n} Zuschauern \
brachte {person} die Gastgeber in der {n}. Minute in Führung, {person} glich in der {n}. Minute \
aus. Nach der Pause traf {person} vom Elfmeterpunkt. In der Tabelle steht {team} nun mit {n} \
Punkten auf Platz {n}. Am kommenden Spieltag geht es für die Mannschaft von Trainer {person} nach \
{place}, {team} empfängt am {day} die Auswahl von {place}.""",
    "markets": """{firm} closed at {n}.{n} on {day}, up {n}.{n} percent, after trading between {n}.\
{n} and {n}.{n}. The volume was {n},{n} shares against a daily average of {n},{n}. Analysts at \
{firm} rate the share a buy with a target of {n}.{n}, those at {firm} a hold. The company is due \
to report its results for the quarter on {day}. The dividend stands at {n}.{n} per share.""",
}
SYLLABLES = "ba del fin gor hal jis kam lun mer nop ost pry quil rin sol tam ulf ver wyk zan"
DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
WINDS = ["Nord", "Ost", "Süd", "West"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Articles, and of the copies among them which one each was made of, and how."""

    told: tuple[Told, ...]
    copy_of: Mapping[str, str]
    how: Mapping[str, str]


def planted(articles: Sequence[Told], seed: int = 0, forms: int = 40) -> Planted:
    """Each article, one copy of it, and `forms` articles of each of FORMS."""
    draw = random.Random(seed)
    told, copy_of, how = list(articles), {}, {}
    for number, one in enumerate(articles):
        kind = list(EDITS)[number % len(EDITS)]
        copy = replace(
            one,
            article=_id(f"{one.article} {kind}"),
            title=f"Was hinter der Meldung steckt ({number})",
            text=EDITS[kind](one.text, draw),
            published=f"{NIGHT}T23:00:00Z",
        )
        told.append(copy)
        copy_of[copy.article], how[copy.article] = one.article, kind
    told += [filled for kind in FORMS for filled in _filled(kind, draw, forms)]
    return Planted(told=tuple(told), copy_of=copy_of, how=how)


def fresh(name: str, language: str, title: str | None, text: str) -> Told:
    """An article of the night, published early."""
    return Told(
        night=NIGHT,
        article=_id(name),
        day=NIGHT,
        language=language,
        title=title,
        text=text,
        published=f"{NIGHT}T01:00:00Z",
    )


def _cut(text: str, draw: random.Random) -> str:
    """Some two thirds of the text: what a short column has room for."""
    parts = text.split("\n") if text.count("\n") > 2 else re.split(r"(?<=[.!?])\s+", text)
    while len(parts) > 1 and sum(map(len, parts)) > 0.7 * len(text):
        rest = parts[:]
        rest.pop(draw.choice([len(parts) - 1, draw.randrange(len(parts))]))
        if sum(map(len, rest)) < 0.6 * len(text):
            break
        parts = rest
    return "\n".join(parts)


def _reworded(text: str, draw: random.Random) -> str:
    """Every twentieth word is another one."""
    words = WORD.findall(text)
    return WORD.sub(
        lambda match: draw.choice(words) if draw.random() < 0.05 else match.group(), text
    )


EDITS: Mapping[str, Callable[[str, random.Random], str]] = {
    "headline": lambda text, draw: text,
    "cut": _cut,
    "boilerplate": lambda text, draw: f"{text}\n{APPEAL}",
    "own lead": lambda text, draw: f"{OWN_LEAD}\n{text}",
    "reworded": _reworded,
    "own lead, cut": lambda text, draw: f"{OWN_LEAD}\n{_cut(text, draw)}",
    "reworded, boilerplate": lambda text, draw: f"{_reworded(text, draw)}\n{APPEAL}",
}


def _filled(kind: str, draw: random.Random, count: int) -> Iterator[Told]:
    for number in range(count):
        text = re.sub(r"{(\w+)}", lambda slot: _slot(slot[1], draw), FORMS[kind])
        yield fresh(f"{kind} {number} {draw.random()}", "de", None, text)


def _slot(name: str, draw: random.Random) -> str:
    if name == "n":
        return str(draw.randrange(1, 99))
    if name in ("day", "wind"):
        return draw.choice(DAYS if name == "day" else WINDS)
    return "".join(draw.choice(SYLLABLES.split()) for _ in range(3)).capitalize()


def _id(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:16]
