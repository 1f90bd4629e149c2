"""The countries that come ready: where their names come from, and how the database follows."""
