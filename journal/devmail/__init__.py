"""Pages that show the e-mails which a development site writes to files instead of sending."""
