"""Finds the article on a page: HTML to main text, and residue out of plain text."""
