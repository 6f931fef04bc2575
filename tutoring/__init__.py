"""Clinical studies and the groups that study them."""
