"""Functions that apps above the models provide."""

import pytest

from articles.models.ports import PortNotSet, Ports, ports


@pytest.mark.parametrize("name", ["publish", "serve_article", "preview_article", "serve_journal", "address_taken"])
def test_a_port_that_no_app_provides_raises(name: str) -> None:
    with pytest.raises(PortNotSet, match=name):
        getattr(Ports(), name)("anything")


def test_the_installed_apps_provide_every_port() -> None:
    assert set(vars(ports)) == {"publish", "serve_article", "preview_article", "serve_journal", "address_taken"}
