"""Random histories of acts: readers get only what was decided, once, and nothing that is hidden."""

import pytest

from tests.articles.record.random_acts import run_world
from tests.soak import size

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(3))
def test_random_acts_keep_every_promise(seed):
    run_world(seed, 30)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 100 + size(60, sample=3)))
def test_many_random_acts_keep_every_promise(seed):
    run_world(seed, 80)
