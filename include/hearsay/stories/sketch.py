"""What a text keeps of its runs of words, so that copies are known without reading it again."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hearsay.stories.letters import STEP, mixed
from hearsay.stories.words import Places, Words

Hashes = NDArray[np.uint32]

RUN = 4  # words of a shingle: fewer are also shared by strangers, more are lost at every edit
LEAST = 128  # hashes kept of a text: the share of common shingles is then known to .04
SLACK = 1.5  # times the part of the hashes that is kept, so that enough of them lie below it
SHARE = 8  # of the shingles of a long text, this part is kept at least


def sketches(found: Words, texts: int) -> Iterator[tuple[int, Hashes]]:
    """For each text the number of its shingles and the smallest of their different hashes.

    One permutation of the shingles serves all hashes (Li, Owen & Zhang 2012), and as the smallest
    are kept and not the smallest of each bin, there is nothing to densify; long texts keep a fixed
    share (FracMinHash: Irber et al. 2022), so that a short copy within them is found. The headline
    is left out: it is what is changed first.
    """
    owner, hashes = _shingles(found)
    total = np.bincount(owner, minlength=texts)
    keep = np.maximum(LEAST, total // SHARE)
    # Sorting is what costs: only what can be among the smallest is sorted.
    limit = np.minimum(keep * SLACK / np.maximum(total, 1), 1.0) * np.uint64(0xFFFFFFFF)
    few = np.flatnonzero(hashes <= limit.astype(np.uint32)[owner])
    keys = np.sort((owner[few].astype(np.uint64) << np.uint64(32)) | hashes[few])
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]]
    ends = np.searchsorted(keys, np.arange(1, texts + 1, dtype=np.uint64) << np.uint64(32))
    values = keys.astype(np.uint32)
    first = 0
    for end, count, most in zip(ends.tolist(), total.tolist(), keep.tolist(), strict=True):
        yield count, values[first : min(end, first + most)]
        first = end


def _shingles(found: Words) -> tuple[Places, Hashes]:
    """The runs of words: whose they are, and a hash of each."""
    body = np.flatnonzero(found.paragraph > 0)
    owner, words = found.text[body], found.hash[body]
    if len(body) < RUN:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    count = len(body) - RUN + 1
    rows = np.zeros(count, np.uint64)
    for place in range(RUN):
        rows = (rows + words[place : place + count]) * STEP
    whole = owner[:count] == owner[RUN - 1 :]
    return owner[:count][whole], (mixed(rows[whole]) >> np.uint64(32)).astype(np.uint32)
