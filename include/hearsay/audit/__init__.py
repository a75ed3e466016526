"""Looks whether the lake still is what the ledger says, and whether its tables add up."""

from hearsay.audit.entries import once, read, whole
from hearsay.audit.files import count_unnamed, look
from hearsay.audit.problem import Problem, marts_again
from hearsay.audit.rows import rows

__all__ = ["Problem", "count_unnamed", "look", "marts_again", "once", "read", "rows", "whole"]
