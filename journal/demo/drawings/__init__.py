"""Pictures drawn by code. `draw("bridge 2")` gives the second form of the bridge as the bytes of a JPEG."""

import zlib

from . import land, ports, sea
from .charts import CHARTS
from .plate import Plate, jpeg
from .portraits import LOOKS, portrait

SCENES = {
    scene.__name__: scene
    for scene in (
        *(land.pylons, land.rail_yard, land.depot, land.border_post, land.hopper_train, land.mountains, land.chassis),
        *(land.workbench, land.desk, land.forest, land.plates),
        *(
            sea.bridge,
            ports.cranes,
            sea.cable_ship,
            sea.ship,
            sea.tanker,
            sea.strait,
            ports.silos,
            ports.canal,
            ports.ferry,
        ),
        *(sea.research_ship, sea.seabed, sea.radar, ports.containers, sea.paper),
    )
}


def draw(name: str) -> bytes:
    """A scene by its name and form, a chart (“chart_hours 1”) or a portrait (“portrait:slug”).

    Raises KeyError for a name that nobody has drawn.
    """
    seed = zlib.crc32(name.encode())
    if name.startswith("portrait:"):
        return jpeg(portrait(name.removeprefix("portrait:"), seed).print(), quality=78)
    scene, _space, form = name.partition(" ")
    if scene.startswith("chart_"):
        return jpeg(CHARTS[scene.removeprefix("chart_")](), quality=84)
    plate = Plate(seed)
    SCENES[scene](plate, int(form or 1))
    return jpeg(plate.print())


__all__ = ["LOOKS", "SCENES", "draw"]
