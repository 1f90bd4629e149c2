"""What every page says of the site."""


def chrome(request) -> dict:
    return {}
