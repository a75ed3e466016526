"""Finds every place where an article says where its information comes from."""
