"""Search in public articles."""
