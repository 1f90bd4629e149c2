"""Scenes at sea, on rivers and in ports. Each takes a fresh plate and a number; some have several forms."""

import math

from .plate import Plate, Point


def bridge(plate: Plate, form: int) -> None:
    plate.sky(520)
    plate.ridge(540, 130, 150, 1.2)
    plate.ground(560, 196, 96)
    sun = 1150 if form == 1 else 330
    plate.glitter(600, sun)
    plate.engrave(water=560)
    plate.disc(sun, 250, 78)
    deck, height, bay = (452, 66, 64) if form == 1 else (500, 46, 50)
    plate.box(0, deck, 1600, deck + 10)
    plate.box(0, deck + height, 1600, deck + height + 14)
    for number in range(int(1600 / bay) + 1):
        left = number * bay
        plate.line([(left, deck + 5), (left + bay / 2, deck + height), (left + bay, deck + 5)], 5)
    for pier in (225, 735, 1245) if form == 1 else (130, 470, 810, 1150, 1490):
        plate.polygon(
            [(pier - 22, deck + height + 10), (pier + 22, deck + height + 10), (pier + 38, 660), (pier - 38, 660)]
        )
        plate.box(pier - 50, 652, pier + 50, 668)
    if form == 1:
        for wagon in range(5):
            plate.red_box(800 + wagon * 66, deck + 30, 858 + wagon * 66, deck + 60)
    else:
        hull(plate, 930, 690, 300, 46)
        plate.box(960, 596, 1020, 646)
        plate.box(970, 606, 1010, 620, 225)


def hull(plate: Plate, left: float, water: float, length: float, depth: float, fill: int = 0) -> None:
    """A ship's side, bow to the right."""
    bow, waterline = left + length, (left + length * 0.02, left + length * 0.95)
    plate.polygon(
        [(left, water - depth), (bow, water - depth * 1.3), (waterline[1], water), (waterline[0], water)], fill
    )


def seascape(plate: Plate, horizon: float, sun: Point, radius: float = 80) -> None:
    """Sky, water and the disc with its light; what most scenes at sea begin with."""
    plate.sky(horizon)
    plate.ground(horizon, 206, 92)
    plate.glitter(horizon + 10, sun[0])
    plate.engrave(water=horizon)
    plate.disc(*sun, radius)


def cable_ship(plate: Plate, form: int) -> None:
    seascape(plate, 470, (420, 240))
    hull(plate, 480, 600, 760, 90)
    plate.polygon([(1235, 490), (1320, 470), (1300, 520), (1230, 540)])
    plate.circle(1322, 492, 30)
    plate.circle(1322, 492, 12, 230)
    plate.box(560, 400, 780, 512)
    plate.box(590, 350, 730, 402)
    plate.box(620, 250, 640, 352)
    for window in range(7):
        plate.box(576 + window * 28, 424, 594 + window * 28, 444, 230)
    for drum in (900, 1040):
        plate.circle(drum, 486, 46)
        plate.circle(drum, 486, 22, 200)
    plate.line([(640, 262), (1322, 470)], 2)
    plate.line([(1346, 500), (1352, 700), (1368, 900)], 4)


def ship(plate: Plate, form: int) -> None:
    seascape(plate, 480, (1180, 260), 90)
    hull(plate, 260, 640, 980, 104)
    plate.box(330, 380, 520, 544)
    plate.box(300, 356, 550, 386)
    plate.box(400, 280, 452, 360)
    for window in range(6):
        plate.box(344 + window * 29, 406, 362 + window * 29, 426, 230)
    for hatch in range(4):
        left = 590 + hatch * 140
        plate.box(left, 512, left + 104, 546)
        plate.line([(left + 52, 512), (left + 52, 372), (left + 112, 470)], 6)


def tanker(plate: Plate, form: int) -> None:
    seascape(plate, 500, (1040, 300) if form == 1 else (800, 250), 84)
    if form == 1:
        tanker_hull(plate, 160, 690, 1240)
        plate.box(1010, 614, 1170, 650, 190)
        return
    tanker_hull(plate, 60, 640, 760)
    tanker_hull(plate, 780, 720, 780)
    for hose in range(3):
        points = [(650 + hose * 40 + part * 24, 590 + 60 * math.sin(math.pi * part / 8)) for part in range(9)]
        plate.line(points, 5)


def tanker_hull(plate: Plate, left: float, water: float, length: float) -> None:
    size = length / 1240
    hull(plate, left, water, length, 110 * size)
    plate.box(left + 60 * size, water - 290 * size, left + 230 * size, water - 100 * size)
    plate.box(left + 30 * size, water - 300 * size, left + 260 * size, water - 272 * size)
    plate.box(left + 110 * size, water - 370 * size, left + 160 * size, water - 290 * size)
    for window in range(5):
        start = left + (78 + window * 29) * size
        plate.box(start, water - 254 * size, start + 17 * size, water - 236 * size, 230)
    plate.line([(left + 250 * size, water - 128 * size), (left + 1160 * size, water - 136 * size)], 7 * size)
    for pipe in range(10):
        across = left + (300 + pipe * 82) * size
        plate.line([(across, water - 110 * size), (across, water - 152 * size)], 5 * size)
    mast = left + 700 * size
    boom = [(mast, water - 120 * size), (mast, water - 230 * size), (mast + 60 * size, water - 180 * size)]
    plate.line(boom, 6 * size)


def strait(plate: Plate, form: int) -> None:
    plate.sky(500)
    plate.ridge(520, 150, 170, 0.9)
    plate.ground(520, 208, 92)
    plate.glitter(540, 900, 90)
    plate.engrave(water=520)
    plate.disc(900, 250, 80)
    plate.polygon([(0, 560), (190, 520), (430, 590), (520, 700), (420, 900), (0, 900)], 24)
    plate.polygon([(1600, 440), (1420, 500), (1360, 560), (1600, 620)], 60)
    plate.polygon([(236, 540), (330, 540), (312, 250), (254, 250)], 246)
    for band in range(3):
        plate.polygon([(242 + band * 4, 480 - band * 80), (324 - band * 4, 480 - band * 80),
                       (321 - band * 4, 440 - band * 80), (245 + band * 4, 440 - band * 80)])  # fmt: skip
    plate.box(244, 232, 322, 252)
    plate.box(258, 190, 308, 234)
    plate.box(266, 198, 300, 228, 240)
    plate.polygon([(250, 192), (283, 156), (316, 192)])
    tanker_hull(plate, 640, 590, 330)
    tanker_hull(plate, 1060, 566, 250)


def research_ship(plate: Plate, form: int) -> None:
    plate.sky(500)
    plate.ground(500, 232, 168)
    for _floe in range(46):
        depth = plate.random.random()
        across, down = plate.random.uniform(0, 1600), 510 + 380 * depth
        wide = plate.random.uniform(40, 130) * (0.3 + depth)
        near, far = (across + wide * 0.5, down + wide * 0.14), (across - wide * 0.4, down - wide * 0.12)
        plate.paint.polygon([(across - wide, down), far, (across + wide, down - 4), near], fill=252)
        plate.paint.line([(across - wide, down + 3), (across + wide * 0.5, down + wide * 0.16)], fill=70, width=4)
    plate.engrave(wave=4)
    plate.disc(1130, 412, 88)
    hull(plate, 420, 640, 560, 84)
    plate.box(660, 450, 860, 560)
    plate.box(690, 396, 830, 452)
    plate.box(740, 290, 752, 398)
    for window in range(6):
        plate.box(676 + window * 30, 474, 694 + window * 30, 492, 232)
    plate.line([(450, 560), (386, 400), (470, 400), (520, 560)], 9)
    plate.line([(400, 404), (400, 760), (410, 900)], 3)


def seabed(plate: Plate, form: int) -> None:
    plate.sky(130, dark=224)
    plate.ground(130, 214, 60)
    outline = plate.ridge(860, 150, 26, 0.8)
    plate.engrave(spacing=10, wave=3, water=130)
    if form == 1:
        plate.disc(1180, 130, 74)
        plate.polygon([(300, 90), (380, 90), (360, 170), (320, 170)])
        plate.line([(340, 90), (340, 30)], 5)
        plate.line([(340, 170), (346, 500), (330, outline[16][1])], 3)
        for node in range(8):
            across = 130 + node * 190
            floor = outline[int(across / 20)][1]
            plate.line([(across, floor), (across, floor - 70)], 5, 240)
            plate.circle(across, floor - 84, 17, 245)
            for ring in (44, 76, 108):
                plate.arc(across, floor - 84, ring, 220, 320, 3)
        return
    for shell in range(9):
        across = 140 + shell * 160
        floor = outline[int(across / 20)][1] + 8
        plate.polygon([(across - 70, floor - 36), (across + 34, floor - 44), (across + 84, floor - 20),
                       (across + 34, floor + 4), (across - 70, floor + 4)], 214)  # fmt: skip
        plate.line([(across - 36, floor - 38), (across - 36, floor + 2)], 6)
    lamp = 140 + 2 * 160
    plate.line([(lamp, 0), (lamp, 430)], 4)
    plate.polygon([(lamp - 26, 430), (lamp + 26, 430), (lamp + 40, 480), (lamp - 40, 480)])
    plate.disc(lamp + 20, outline[int(lamp / 20)][1] - 12, 13)


def radar(plate: Plate, form: int) -> None:
    plate.sky(500)
    plate.ground(500, 206, 92)
    plate.engrave(water=500)
    for ring in range(1, 9):
        plate.arc(420, 300, ring * 140, 0, 360, 2.4)
    plate.disc(1180, 365, 46)
    plate.polygon([(0, 520), (240, 470), (560, 480), (740, 620), (640, 900), (0, 900)], 16)
    plate.line([(360, 480), (404, 250), (436, 250), (480, 480)], 9)
    for step in range(5):
        low, high = 480 - step * 46, 480 - (step + 1) * 46
        wide, narrow = 60 - step * 9, 60 - (step + 1) * 9
        plate.line([(420 - wide, low), (420 + narrow, high)], 4)
        plate.line([(420 + wide, low), (420 - narrow, high)], 4)
    plate.polygon([(300, 214), (540, 190), (546, 226), (306, 250)])
    plate.box(414, 222, 426, 256)
    plate.box(520, 420, 650, 500)
    hull(plate, 1010, 610, 120, 20)


def paper(plate: Plate, form: int) -> None:
    seascape(plate, 560, (1180, 470), 4)
    plate.polygon([(420, 60), (1210, 100), (1180, 640), (1120, 700), (450, 690), (400, 380)], 250)
    plate.line([(420, 60), (1210, 100), (1180, 640), (1120, 700), (450, 690), (400, 380), (420, 60)], 4)
    for row in range(13):
        down = 140 + row * 34
        points = [
            (500 + step * 9, down + step * 0.4 + plate.random.uniform(-6, 6)) for step in range(66 if row % 4 else 44)
        ]
        plate.line(points, 2.6)
    plate.disc(1040, 600, 58)
    plate.line([(810, 690), (810, 800)], 12)
    hull(plate, 520, 850, 600, 60)
