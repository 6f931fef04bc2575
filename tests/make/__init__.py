"""Makes test data by the actions."""
