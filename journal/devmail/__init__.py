"""A reader for the mails that a development site writes to files instead of sending them."""
