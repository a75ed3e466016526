"""Reads dumps: one file per format, every record a page or a reject with its reason."""
