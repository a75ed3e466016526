"""Looks whether the lake still is what the ledger says, and whether its tables add up."""

from hearsay.audit.entries import once, read, whole
from hearsay.audit.files import count_unnamed, files_of, look
from hearsay.audit.problem import Problem
from hearsay.audit.rows import rows

__all__ = ["Problem", "count_unnamed", "files_of", "look", "once", "read", "rows", "whole"]
