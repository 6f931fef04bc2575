"""Pages about studies and the groups that study them."""
