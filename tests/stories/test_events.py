"""Stories across languages, on the events of events/*.toml amid the sample articles."""

from events import events, pairs, samples, wanted
from hearsay.stories import link


def test_one_event_is_one_story_in_every_language_and_no_other_event() -> None:
    told, event, _ = events()
    links = link([*told, *samples()], [])[0]
    assert pairs(links, set(event)) == wanted(event)


def test_editions_are_told_from_reports_of_their_own() -> None:
    told, event, own = events()
    links = link([*told, *samples()], [])[0]
    language = {one.article: one.language for one in told}
    editions = {one.article: one.twin_of for one in links if one.article in event and one.twin_of}
    firsts = {one.story for one in links}
    assert all(event[one] == event.get(str(other)) for one, other in editions.items())
    assert all(language[one] != language[str(other)] for one, other in editions.items())
    assert editions.keys() == event.keys() - own - firsts
