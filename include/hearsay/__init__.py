"""Who cites whom: from dumps of crawled articles to tables of attributed statements."""
