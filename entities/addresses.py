"""The public addresses of entities."""

SECTIONS = {"country": "countries", "programme": "programmes", "firm": "firms"}


def entity_path(kind: str, slug: str) -> str:
    """Such as `/countries/belarus/`."""
    return f"/{SECTIONS[kind]}/{slug}/"
