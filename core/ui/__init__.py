"""What every page is made of: design tokens, components, form rendering."""
