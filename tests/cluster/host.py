"""The name that a worker goes by: on one machine they would all have the machine's."""

import os


def name() -> str:
    return os.environ["CLUSTER_HOST"]
