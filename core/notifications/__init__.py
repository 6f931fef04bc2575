"""Who is told, by which way, how often."""
