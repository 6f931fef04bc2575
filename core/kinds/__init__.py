"""What things are: the registry by which lower rooms name upper nouns."""
