"""Stories of the parts that every page is made of."""
