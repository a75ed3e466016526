"""Imports Great Expectations, without the libraries that no check of ours makes it use."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

# It takes these as not installed: they are for tables in databases and on S3.
UNASKED = ("sqlalchemy", "boto3", "botocore")
# These it cannot do without, yet only tests of distributions and their pictures touch them.
UNTOUCHED = ("altair", "scipy", "scipy.stats")


@contextmanager
def _lean() -> Iterator[None]:
    """Import it in half of the time and with 100 MB less: what is imported already stays in use."""
    missing = [name for name in UNASKED if name not in sys.modules]
    hollow = [name for name in UNTOUCHED if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in hollow})
    if "scipy.stats" in hollow:
        sys.modules["scipy"].stats = sys.modules["scipy.stats"]  # type: ignore[attr-defined]
    for name in missing:
        sys.modules[name] = None  # type: ignore[assignment]  # `import` then says: not there
    try:
        yield
    finally:
        for name in (*missing, *hollow):
            del sys.modules[name]


os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when it is imported
logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it tells all it does
with warnings.catch_warnings(), _lean():
    # It imports sre_constants and sre_parse, which warn that they will leave the library.
    warnings.filterwarnings("ignore", "module 'sre_", DeprecationWarning)
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )
    from great_expectations.execution_engine import pandas_execution_engine
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

# It takes a fingerprint of smaller frames, which nobody asks for, by pickling them whole.
pandas_execution_engine.HASH_THRESHOLD = 0

__all__ = [
    "DataContextConfig",
    "ExpectationConfiguration",
    "ExpectationSuiteIdentifier",
    "FailureSeverity",
    "InMemoryStoreBackendDefaults",
    "ProgressBarsConfig",
    "ValidationResultIdentifier",
    "gx",
]
