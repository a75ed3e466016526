"""datatrove on a folder of WARC files, text only: python bench/peer.py FOLDER OUT.

Runs in an environment of its own, with what stands in peer.txt; the project never imports it.
"""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import ParquetWriter

PATIENCE = 60.0  # seconds a page; its default of one would lose pages on a busy machine

if __name__ == "__main__":
    folder, out = sys.argv[1:]
    LocalPipelineExecutor(
        pipeline=[
            WarcReader(folder, glob_pattern="*.warc.gz"),
            Trafilatura(timeout=PATIENCE),
            ParquetWriter(f"{out}/text"),
        ],
        tasks=1,
        workers=1,
        logging_dir=f"{out}/logs",
    ).run()
