"""Portraits of people who do not exist: a head and shoulders in engraved lines, 400 by 400."""

from dataclasses import dataclass

from .plate import Plate


@dataclass(frozen=True)
class Look:
    """hair: short, long, bun, curly or bald; tones from 0 (black) to 255 (white)."""

    hair: str
    hair_tone: int
    skin_tone: int
    coat_tone: int
    glasses: bool = False
    beard: bool = False


LOOKS = {
    "ieva-strazdina": Look("bun", 150, 250, 60, glasses=True),
    "lukasz-wrega": Look("short", 90, 248, 40, beard=True),
    "solomiia-hnatiuk": Look("long", 60, 250, 120),
    "zeynep-akcadag": Look("curly", 30, 242, 90),
    "nana-tskhvediani": Look("long", 26, 246, 36, glasses=True),
    "soren-hjortkaer": Look("bald", 120, 250, 70, beard=True),
    "eloise-guivarch": Look("short", 120, 252, 24),
    "truong-my-hanh": Look("bun", 20, 246, 140),
    "stefan-balanuta": Look("curly", 70, 246, 110, glasses=True),
}


def portrait(slug: str, seed: int) -> Plate:
    look = LOOKS[slug]
    plate = Plate(seed, 400, 400)
    paint = plate.paint
    paint.rectangle([0, 0, 400, 400], fill=150)
    paint.ellipse([-80, -80, 330, 330], fill=184)
    if look.hair == "long":
        paint.ellipse([118, 70, 282, 330], fill=look.hair_tone)
    paint.ellipse([30, 290, 370, 560], fill=look.coat_tone)
    paint.rectangle([172, 230, 228, 320], fill=look.skin_tone - 40)
    paint.polygon([(150, 296), (250, 296), (200, 372)], fill=look.skin_tone - 20)
    hair_behind(paint, look)
    paint.ellipse([138, 84, 262, 266], fill=look.skin_tone)
    paint.pieslice([138, 84, 262, 266], 290, 80, fill=look.skin_tone - 60)
    paint.ellipse([142, 84, 240, 264], fill=look.skin_tone)
    hair_before(paint, look)
    if look.beard:
        paint.chord([142, 120, 258, 280], 20, 160, fill=look.hair_tone)
        paint.ellipse([180, 216, 220, 230], fill=look.skin_tone - 60)
    plate.engrave(spacing=4, wave=1.5)
    face(plate, look)
    return plate


def hair_behind(paint, look: Look) -> None:
    if look.hair == "bun":
        paint.ellipse([164, 34, 236, 98], fill=look.hair_tone)
    if look.hair == "curly":
        for across, down in (
            (140, 120),
            (150, 90),
            (180, 72),
            (220, 72),
            (250, 92),
            (262, 124),
            (134, 156),
            (268, 158),
        ):
            paint.ellipse([across - 34, down - 34, across + 34, down + 34], fill=look.hair_tone)


def hair_before(paint, look: Look) -> None:
    if look.hair == "bald":
        paint.arc([136, 80, 264, 270], 170, 220, fill=look.hair_tone, width=12)
        return
    start, end = (180, 360) if look.hair == "short" else (176, 364)
    paint.chord([132, 72, 268, 214], start, end, fill=look.hair_tone)
    if look.hair in ("long", "bun"):
        paint.polygon([(200, 96), (150, 146), (262, 146)], fill=look.skin_tone)


def face(plate: Plate, look: Look) -> None:
    for eye in (174, 250):
        plate.line([(eye - 12, 164), (eye + 12, 162)], 3)
        plate.circle(eye, 178, 4.5)
        if look.glasses:
            plate.arc(eye, 178, 21, 0, 360, 3)
    if look.glasses:
        plate.line([(195, 176), (205, 176)], 3)
    plate.line([(202, 182), (208, 208), (196, 212)], 2.4)
    plate.line([(184, 234), (200, 237), (217, 233)], 3)
