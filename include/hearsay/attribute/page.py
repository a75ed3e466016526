"""Writes an article as a page on which the spans of its attributions are marked and numbered."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from spacy import displacy

from hearsay.contract import Span
from hearsay.records import Finding, Place

COLOURS: Mapping[str, str] = {
    "source": "#7fd4e8",
    "cue": "#ffd166",
    "told": "#e5b3e8",
    "content": "#b5e3a1",
}
# displaCy looks at every span for every word, so a paragraph of any length is shown in blocks.
BLOCK = re.compile(r"\S[^\n]{0,1000}(?!\S)|\S[^\n]{0,1000}")
WORD = re.compile(r"\s+|\S+")
JOINED = "\u2060"  # displaCy sets a space behind what is not marked; here none belongs
# displaCy's own templates, with their styles told once for the page: 80 % less of it.
TEMPLATE: Mapping[str, str] = {
    "span": '<span class="w" style="height:{total_height}px">{text}{span_slices}{span_starts}'
    "</span>",
    "slice": '<i style="background:{bg};top:{top_offset}px"></i>',
    "start": '<b style="background:{bg};top:{top_offset}px">{label}{kb_link}</b>',
}
STYLE = """
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 sans-serif }
.w { display: inline-block; position: relative; font-weight: bold }
.w:has(b) { min-width: 3.2em }
.w i { position: absolute; left: 0; width: 100%; height: 4px }
.w b { position: absolute; left: 0; margin-top: -.5em; padding: 1px 3px; border-radius: 3px;
  font-size: .6em; line-height: 1; white-space: nowrap; z-index: 1 }
.spans { direction: inherit !important; margin-bottom: 1rem }
.told { color: #666; overflow-wrap: anywhere }
.title { font-size: 1.4em }
table { border-collapse: collapse; font-size: .85em }
td, th { padding: .2rem .6rem; text-align: left; border-bottom: 1px solid #ddd }
"""


def page(
    told: Sequence[str],
    texts: Mapping[Place, str],
    findings: Sequence[Finding],
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> str:
    """A whole page of HTML: what is `told` of the article, its texts with the spans of the
    findings drawn by displaCy, and a table of what is known of each record."""
    name = escape(texts.get(Place.TITLE) or "Attributions")
    colours = (f'<mark style="background:{COLOURS[role]}">{role}</mark>' for role in COLOURS)
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    parts = [
        f'<!DOCTYPE html>\n<meta charset="utf-8">\n<title>{name}</title>\n<style>{STYLE}</style>',
        *(f'<p class="told">{escape(line)}</p>' for line in told),
        f"<p>{' '.join(colours)}</p>",
        *(
            f'<section class="{place}" dir="auto">{_marked(place, text, findings)}</section>'
            for place, text in texts.items()
        ),
        "<table>",
        _row("th", heads),
        *(_row("td", row) for row in cells),
        "</table>\n",
    ]
    return "\n".join(parts)


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _marked(place: Place, text: str, findings: Sequence[Finding]) -> str:
    """A text in displaCy's style "span", block by block."""
    blocks = [block.span() for block in BLOCK.finditer(text)]
    ends = [end for _, end in blocks]
    spans: list[list[tuple[Span, str]]] = [[] for _ in blocks]
    labels = dict[str, str]()
    for one in findings:
        for role, span in one.spans() if one.place is place else ():
            label = f"{one.number} {role}"
            labels[label] = COLOURS[role]
            for at in range(bisect_right(ends, span.start), len(blocks)):
                if blocks[at][0] >= span.end:
                    break
                spans[at].append((span, label))
    options = {"colors": labels, "template": TEMPLATE}
    docs = [_doc(text, *block, within) for block, within in zip(blocks, spans, strict=True)]
    markup = displacy.render(docs, style="span", manual=True, jupyter=False, options=options)
    return markup.replace(f"{JOINED} ", "")


def _doc(text: str, start: int, end: int, spans: Sequence[tuple[Span, str]]) -> dict[str, Any]:
    """A block in the terms of displaCy: its tokens, and the spans counted in tokens."""
    clipped = [(max(span.start, start), min(span.end, end), label) for span, label in spans]
    edges = sorted({start, end, *(edge for first, last, _ in clipped for edge in (first, last))})
    tokens, number = list[str](), dict[int, int]()
    for first, last in pairwise(edges):
        number[first] = len(tokens)
        marked = any(begin <= first < stop for begin, stop, _ in clipped)
        tokens += _words(text[first:last]) if marked else [_plain(text[first:last])]
    number[end] = len(tokens)
    told = [
        {"start_token": number[first], "end_token": number[last], "label": label}
        for first, last, label in clipped
    ]
    return {"text": text[start:end], "tokens": tokens, "spans": told}


def _words(text: str) -> Iterator[str]:
    """Words to be marked; displaCy shows an empty one as a space."""
    return (word if word.strip() else "" for word in WORD.findall(text))


def _plain(text: str) -> str:
    """Words that are not marked, so that displaCy's space behind them is that of the text."""
    return text[:-1] if text[-1:].isspace() else text + JOINED
