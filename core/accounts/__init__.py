"""Who people are, how they belong, how they sign in."""
