"""Knows the boxes of a page by their elements and class names: teasers, captions, sign-up forms."""

import re
from collections.abc import Iterator
from functools import lru_cache

from hearsay.clean.blocks import Outline

BOXES = frozenset(
    ["aside", "figure", "figcaption", "nav", "footer", "form", "menu", "details", "table"]
)
# Words in class names, as themes of any language write them.
_BOX_NAMES = """
    ad ads advert advertisement advertorial anzeige aside author authors autor banner bio
    breadcrumb breadcrumbs byline callout caption captions cookie cookies comment comments consent
    copyright gdpr onetrust privacy usercentrics didomi sourcepoint
    credit credits disclaimer embed factbox figcaption figure footer gallery hidden infobox kicker
    media meta metadata more nav newsletter note overlay player popup promo promotion
    pullquote quotebox read-more readmore recirc recommended recommendation recommendations
    related share sharing sidebar signup social source sponsor sponsored subscribe subscription
    tag tags taglist teaser teasers toc toolbar tooltip tweet video widget
"""
_BOX_NAME = re.compile(rf"(?<![a-z])(?:{'|'.join(_BOX_NAMES.split())})(?![a-z])")
_DIGIT = re.compile(r"\d")
_NAMING = re.compile(r"""\s(class|id|style)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def boxes_of(page: Outline) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of each element whose name says that it holds no body."""
    elements = zip(page.tags, page.attributes, page.starts, page.ends, strict=True)
    for tag, attributes, start, end in elements:
        if _is_box(name := name_of(tag, attributes)):
            yield name, start, end


@lru_cache(maxsize=1 << 14)
def name_of(tag: str, attributes: str) -> str:
    """What tells elements of one kind from others: tag, class, id, whether it is hidden."""
    told = {name: a or b or c for name, a, b, c in _NAMING.findall(attributes)}
    name = f"{tag} {told.get('class', '')}"
    own = told.get("id")
    if own and not _DIGIT.search(own):  # id="post-63076" tells two of a kind apart
        name += f" {own}"
    if "display:none" in told.get("style", "").replace(" ", ""):
        name += " hidden"
    return name


@lru_cache(maxsize=1 << 14)
def _is_box(name: str) -> bool:
    tag, _, classes = name.partition(" ")
    return tag in BOXES or bool(_BOX_NAME.search(_CAMEL.sub("-", classes).lower()))
