"""What the room is handed: an article with the outlets that it cites."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article of tonight, as the stories need it.

    `published` is that of `articles`: a day, or a time with its offset. `outlets` are the ids of
    the outlets that the article cites, in the order of its attributions, repeated as they are.
    """

    night: date
    article: str
    day: date
    language: str
    title: str | None
    text: str
    published: str | None = None
    outlets: tuple[str, ...] = ()

    def order(self) -> tuple[datetime, str]:
        """Where the article stands in its night; where no time was told, at the end of its day."""
        return moment(self.published, self.day), self.article


def moment(published: str | None, day: date) -> datetime:
    """A publication time in UTC; of a mere day, its last moment."""
    if published and "T" in published:
        told = datetime.fromisoformat(published)
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    return datetime.combine(day, time.max, UTC)
