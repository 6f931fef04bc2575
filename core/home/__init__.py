"""The first pages: Today, New, navigation."""
