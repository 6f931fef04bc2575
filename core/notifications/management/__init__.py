"""Commands for whoever runs the mail."""
