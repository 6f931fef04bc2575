"""Stories of people who talk."""
