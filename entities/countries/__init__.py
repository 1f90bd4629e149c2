"""The built-in list of countries: its source, and how the database is updated from it."""
