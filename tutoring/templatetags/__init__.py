"""Template tags of tutoring."""
