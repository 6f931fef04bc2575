"""Commands of the talk."""
