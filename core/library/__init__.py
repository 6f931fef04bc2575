"""Learning objects and their versions."""
