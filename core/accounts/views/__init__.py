"""One way in each: the pages of accounts."""
