"""Words that chain over what is said and where."""
