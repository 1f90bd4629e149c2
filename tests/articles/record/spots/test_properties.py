"""Properties of the spots of any two copies."""

import json
from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.record.spots import equal_without, find_spots
from tests.articles.record.diff.random_copies import CopyMaker, editable_places
from tests.articles.record.stranger_copies import equal_without as stranger_equal_without
from tests.soak import examples

OFTEN = settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
random_sources = st.integers(0, 2**40).map(Random)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 300)
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["/body/0", "/title"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def two_copies(random: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    maker = CopyMaker(random)
    before = maker.copy()
    return before, maker.edited(before)


def names(value: Any) -> set[str]:
    """Return the names of all fields in a copy."""
    return {key for _container, key in editable_places(value)}


def changed_spots(random: Random, spots: list[Any]) -> list[Any]:
    """Return the spots with one of them changed, removed, or added at random."""
    spots = deepcopy(spots)
    place = random.randrange(len(spots))
    spot = spots[place]
    kind = random.choice(["remove", "double", "number", "number", "pointer", "shorten", "null", "reverse"])
    if kind == "remove":
        spots.pop(place)
    elif kind == "double":
        spots.append(deepcopy(spot))
    elif kind == "number" and len(spot) == 6:
        spot[random.choice([1, 2, 4, 5])] += random.choice([-2, -1, 1, 2])
    elif kind == "pointer":
        side = random.choice([0, len(spot) // 2])
        spot[side] = random.choice([other[side * len(other) // len(spot)] for other in spots])
    elif kind == "shorten":
        spots[place] = [pointer and pointer.rsplit("/", 1)[0] for pointer in (spot[0], spot[len(spot) // 2])]
    elif kind == "null":
        spots[place] = random.choice([[spot[0], None], [None, spot[len(spot) // 2]]])
    elif kind == "reverse":
        spots[place] = [*spot[len(spot) // 2 :], *spot[: len(spot) // 2]]
    return spots


@OFTEN
@given(random_sources)
def test_without_its_spots_any_two_copies_are_equal(random: Random) -> None:
    before, after = two_copies(random)
    spots = find_spots(before, after)
    assert bool(spots) == (before != after)
    assert equal_without(before, after, spots)
    assert stranger_equal_without(before, after, spots)


@OFTEN
@given(random_sources)
def test_every_spot_is_needed(random: Random) -> None:
    before, after = two_copies(random)
    spots = find_spots(before, after)
    for number in range(len(spots)):
        assert not equal_without(before, after, [*spots[:number], *spots[number + 1 :]])


@OFTEN
@given(random_sources)
def test_spots_contain_names_of_fields_and_numbers_only(random: Random) -> None:
    before, after = two_copies(random)
    known = names(before) | names(after)
    for spot in find_spots(before, after):
        for part in spot:
            assert part is None or isinstance(part, int) or part.startswith("/")
            steps = part[1:].split("/") if isinstance(part, str) else []
            assert all(step.isdigit() or step in known for step in steps)


@OFTEN
@given(random_sources)
def test_any_further_difference_is_found(random: Random) -> None:
    """A value that no spot names is changed in a copy whose other changes are all named."""
    before, after = two_copies(random)
    spots = find_spots(before, after)
    further = {**after, "path": after["path"] + "x"}
    if before["path"] == after["path"]:
        assert not equal_without(before, further, spots)


@settings(OFTEN, max_examples=examples(400))
@given(random_sources)
def test_a_stranger_who_checks_changed_spots_agrees(random: Random) -> None:
    before, after = two_copies(random)
    spots = find_spots(before, after)
    for _ in range(random.randint(1, 3)):
        spots = changed_spots(random, spots) if spots else []
        assert equal_without(before, after, spots) == stranger_equal_without(before, after, spots), spots


@settings(OFTEN, max_examples=examples(300))
@given(random_sources, json_values, json_values, json_values)
def test_no_json_raises_an_error(random: Random, old: Any, new: Any, spots: Any) -> None:
    before, after = two_copies(random)
    for left, right in (
        (old, new),
        (before, new),
        (before, {**after, "body": new}),
        ({**before, "body": [old]}, after),
    ):
        assert equal_without(left, right, spots) in (True, False)
        assert equal_without(left, right, [spots]) in (True, False)


@OFTEN
@given(random_sources)
def test_the_order_of_keys_makes_no_difference_to_the_spots(random: Random) -> None:
    before, after = two_copies(random)
    assert find_spots(json.loads(json.dumps(before, sort_keys=True)), after) == find_spots(before, after)
