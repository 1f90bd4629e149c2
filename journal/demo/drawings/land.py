"""Scenes on land. Each takes a fresh plate and a number, by which one scene has several forms."""

import math
from itertools import pairwise

from .plate import Plate, Point


def pylons(plate: Plate, form: int) -> None:
    plate.sky(560)
    plate.ridge(600, 90, 176)
    plate.ground(600, 200, 110)
    plate.engrave()
    plate.disc(1260 if form == 1 else 980, 330)
    steps = [(180, 1.0), (520, 0.78), (800, 0.6), (1010, 0.47), (1170, 0.37), (1290, 0.29), (1385, 0.23)]
    masts = [(across, 640 - 40 * (1 - size), size) for across, size in steps]
    arms: list[list[Point]] = [[], [], [], []]
    for across, foot, size in masts:
        for arm, point in zip(arms, pylon(plate, across, foot, size), strict=True):
            arm.append(point)
    for arm in arms:
        wires(plate, arm)
    if form == 2:
        for across, foot, size in [(1480, 640, 0.9), (1240, 628, 0.6)]:
            wires(plate, [pylon(plate, across, foot, size)[0], (1100, 560)])
        plate.box(1020, 560, 1180, 622)
        for number in range(6):
            plate.line([(1034 + number * 26, 560), (1034 + number * 26, 528)], 5)


def pylon(plate: Plate, across: float, foot: float, size: float) -> list[Point]:
    """A lattice mast; returns the four ends of its arms."""
    top, half = foot - 470 * size, 62 * size
    plate.line(
        [(across - half, foot), (across - 12 * size, top), (across + 12 * size, top), (across + half, foot)], 5 * size
    )
    for step in range(7):
        low, high = foot - step * 58 * size, foot - (step + 1) * 58 * size
        wide, narrow = half * (1 - step / 8), half * (1 - (step + 1) / 8)
        plate.line([(across - wide, low), (across + narrow, high)], 2.4 * size)
        plate.line([(across + wide, low), (across - narrow, high)], 2.4 * size)
    ends = []
    for height, reach in ((400, 130), (300, 170)):
        level = foot - height * size
        plate.line(
            [(across - reach * size, level), (across, level - 40 * size), (across + reach * size, level)], 4 * size
        )
        plate.line([(across - reach * size, level), (across + reach * size, level)], 3 * size)
        ends += [(across - reach * size, level + 16 * size), (across + reach * size, level + 16 * size)]
    return ends


def wires(plate: Plate, ends: list[Point]) -> None:
    for (left, high), (right, low) in pairwise(ends):
        sag = abs(right - left) * 0.11
        points = [
            (left + (right - left) * part / 12, high + (low - high) * part / 12 + sag * math.sin(math.pi * part / 12))
            for part in range(13)
        ]
        plate.line(points, 1.4)


def rail_yard(plate: Plate, form: int) -> None:
    plate.sky(430)
    plate.ridge(450, 60, 168)
    plate.ground(440, 214, 128)
    plate.engrave(spacing=9)
    plate.disc(800 if form == 1 else 1000, 300, 86)
    tracks = range(-9, 10) if form == 1 else (-1, 1)
    for track in tracks:
        near = 800 + track * (170 if form == 1 else 210)
        far = 800 + track * (13 if form == 1 else 16) + (0 if form == 1 else 200)
        for rail in (-34, 34):
            plate.polygon(
                [(near + rail - 6, 900), (near + rail + 6, 900), (far + rail / 12 + 1, 440), (far + rail / 12 - 1, 440)]
            )
        for tie in range(1, 22):
            depth = (tie / 22) ** 2.2
            centre = far + (near - far) * depth
            plate.line(
                [(centre - 62 * depth, 440 + 460 * depth), (centre + 62 * depth, 440 + 460 * depth)], 1 + 8 * depth
            )
    for across, size in ((250, 1.0), (1350, 1.0), (560, 0.5), (1110, 0.5)):
        signal_mast(plate, across, 440 + 330 * size, size)
    if form == 1:
        plate.box(180, 232, 1420, 250)
        for beam in range(40):
            plate.line([(180 + beam * 31, 250), (196 + beam * 31, 278)], 2.4)
        plate.box(180, 278, 1420, 284)


def signal_mast(plate: Plate, across: float, foot: float, size: float) -> None:
    plate.box(across - 7 * size, foot - 520 * size, across + 7 * size, foot)
    plate.box(across - 30 * size, foot - 530 * size, across + 30 * size, foot - 400 * size)
    for lamp in range(3):
        plate.circle(across, foot - (508 - 42 * lamp) * size, 13 * size, 255 if lamp == 1 else 120)


def depot(plate: Plate, form: int) -> None:
    plate.paint.rectangle([0, 0, 1600, 900], fill=150)
    for ring in range(26, 0, -1):
        wide, high = 30 * ring + 60, 17 * ring + 60
        plate.paint.ellipse([800 - wide, 430 - high, 800 + wide, 430 + high], fill=238 - ring * 6)
    plate.paint.polygon([(0, 900), (1600, 900), (890, 500), (710, 500)], fill=206)
    plate.engrave(spacing=8, wave=2)
    plate.disc(800, 420, 80)
    for side in (-1, 1):
        for bay in range(9):
            scale = 0.8**bay
            outer, inner = 800 + side * (110 + 760 * scale), 800 + side * (110 + 760 * scale * 0.84)
            for shelf in range(5):
                level = 470 - (300 - shelf * 150) * scale * 1.1
                plate.line([(outer, level), (inner, 470 + (level - 470) * 0.84)], 7 * scale)
                for shell in range(4):
                    across = outer + (inner - outer) * (shell + 0.5) / 4
                    plate.polygon(
                        [(across - 9 * scale, level), (across - 9 * scale, level - 52 * scale),
                         (across, level - 92 * scale),
                         (across + 9 * scale, level - 52 * scale), (across + 9 * scale, level)]
                    )  # fmt: skip
            plate.line([(outer, 470 - 420 * scale), (outer, 470 + 370 * scale)], 10 * scale)


def border_post(plate: Plate, form: int) -> None:
    plate.sky(520, dark=176)
    if form == 2:
        plate.paint.polygon([(0, 120), (640, 620), (0, 620)], fill=120)
        plate.paint.polygon([(1600, 60), (900, 620), (1600, 620)], fill=104)
    else:
        plate.ridge(540, 60, 172)
    plate.ground(540, 208, 120)
    plate.paint.polygon([(520, 900), (1160, 900), (860, 540), (800, 540)], fill=232)
    plate.engrave()
    plate.disc((1240, 780, 420)[form - 1], 250)
    queue = (860, 900, 690)[form - 1]
    for lorry in range(7):
        size = 0.86**lorry
        draw_lorry(plate, queue + 470 * size, 560 + 150 * size, size)
    plate.box(380, 400, 620, 700)
    plate.box(350, 372, 650, 402)
    plate.box(420, 450, 490, 540, 225)
    plate.box(520, 450, 590, 540, 225)
    plate.box(690, 560, 720, 720)
    tip = (1330, 200) if form != 2 else (1200, 560)
    plate.line([(700, 590), tip], 15)
    for stripe in range(6):
        part = (stripe + 0.5) / 6
        across, down = 700 + (tip[0] - 700) * part, 590 + (tip[1] - 590) * part
        step = ((tip[0] - 700) / 24, (tip[1] - 590) / 24)
        plate.line([(across, down), (across + step[0], down + step[1])], 11, 240)
    plate.line([(250, 720), (250, 120), (330, 96)], 9)
    plate.polygon([(310, 84), (380, 92), (372, 116), (312, 106)])


def draw_lorry(plate: Plate, across: float, foot: float, size: float) -> None:
    plate.box(across - 190 * size, foot - 190 * size, across + 40 * size, foot - 34 * size)
    plate.polygon([(across + 50 * size, foot - 150 * size), (across + 104 * size, foot - 150 * size),
                   (across + 124 * size, foot - 84 * size), (across + 124 * size, foot - 30 * size),
                   (across + 50 * size, foot - 30 * size)])  # fmt: skip
    plate.box(across + 66 * size, foot - 136 * size, across + 100 * size, foot - 92 * size, 235)
    for wheel in (-160, -112, 76):
        plate.circle(across + wheel * size, foot - 20 * size, 25 * size)
        plate.circle(across + wheel * size, foot - 20 * size, 10 * size, 210)


def hopper_train(plate: Plate, form: int) -> None:
    plate.sky(540)
    plate.ridge(560, 40, 186)
    plate.ground(560, 214, 130)
    plate.engrave(wave=4)
    plate.disc(1330, 250, 84)
    plate.box(0, 690, 1600, 700)
    for tie in range(54):
        plate.box(tie * 30, 700, tie * 30 + 15, 712)
    for wagon in range(6):
        left = wagon * 268 - 20
        plate.polygon(
            [(left, 470), (left + 244, 470), (left + 244, 560), (left + 196, 636), (left + 48, 636), (left, 560)]
        )
        plate.polygon([(left + 20, 456), (left + 224, 456), (left + 244, 470), (left, 470)], 60)
        for rib in range(1, 6):
            plate.line([(left + rib * 41, 476), (left + 30 + rib * 32, 630)], 2.4, 190)
        plate.line([(left + 244, 640), (left + 268, 640)], 6)
        plate.box(left + 6, 632, left + 238, 650)
        for wheel in (38, 84, 160, 206):
            plate.circle(left + wheel, 668, 23)
            plate.circle(left + wheel, 668, 8, 220)


def mountains(plate: Plate, form: int) -> None:
    plate.sky(520)
    for base, height, tone, rough in (
        (560, 420, 196, 1.5),
        (640, 340, 160, 1.3),
        (740, 260, 118, 1.1),
        (860, 200, 70, 0.9),
    ):
        plate.ridge(base, height, tone, rough)
    plate.engrave(spacing=9.5, wave=7)
    plate.disc(1130, 170, 76)
    road = [(60, 890), (620, 812), (300, 764), (820, 700), (560, 662), (900, 622), (730, 592), (930, 560), (850, 530)]
    for width, fill in ((16, 0), (10, 245)):
        for number, (start, end) in enumerate(pairwise(road)):
            plate.line([start, end], width * (1 - number * 0.09), fill)


def chassis(plate: Plate, form: int) -> None:
    plate.sky(620)
    plate.ridge(640, 50, 190)
    plate.ground(640, 206, 110)
    plate.engrave()
    plate.disc(420, 290, 92)
    plate.box(220, 560, 1430, 604)
    plate.polygon([(150, 606), (150, 470), (186, 400), (420, 400), (440, 606)])
    plate.polygon([(178, 470), (204, 420), (300, 420), (300, 486), (178, 486)], 226)
    plate.box(322, 420, 400, 486, 226)
    plate.box(448, 470, 520, 562)
    for rib in range(6):
        plate.line([(456 + rib * 11, 478), (456 + rib * 11, 556)], 3, 200)
    for post in (700, 1380):
        plate.box(post, 604, post + 22, 716)
        plate.box(post - 20, 708, post + 42, 722)
    for wheel in (300, 470, 1000, 1160, 1300, 620, 860, 760)[:8]:
        plate.circle(wheel, 662, 74)
        plate.circle(wheel, 662, 34, 214)
        plate.circle(wheel, 662, 12)


def workbench(plate: Plate, form: int) -> None:
    for ring in range(40, 0, -1):
        reach = 26 * ring
        plate.paint.ellipse(
            [1120 - reach, 210 - reach * 0.8, 1120 + reach, 210 + reach * 0.8], fill=max(90, 244 - ring * 4)
        )
    plate.paint.rectangle([0, 640, 1600, 900], fill=150)
    plate.paint.polygon([(520, 640), (1500, 640), (1600, 760), (420, 760)], fill=226)
    plate.engrave(spacing=8)
    plate.disc(1120, 210, 88)
    plate.polygon([(330, 600), (1300, 560), (1330, 584), (1300, 606), (330, 628)])
    plate.polygon([(700, 585), (900, 380), (960, 380), (930, 580)])
    plate.polygon([(720, 606), (960, 740), (1020, 740), (930, 604)])
    plate.polygon([(360, 600), (300, 500), (340, 500), (430, 596)])
    plate.polygon([(1305, 572), (1365, 540), (1365, 628), (1305, 598)], 120)
    plate.line([(230, 640), (230, 330), (620, 190), (700, 250)], 12)
    plate.polygon([(660, 236), (760, 216), (790, 300), (680, 320)])
    for tool in range(5):
        plate.line([(180 + tool * 64, 800 + tool * 9), (300 + tool * 64, 770 + tool * 9)], 9)
        plate.circle(180 + tool * 64, 800 + tool * 9, 15)


def desk(plate: Plate, form: int) -> None:
    plate.paint.rectangle([0, 0, 1600, 900], fill=150)
    plate.paint.rectangle([1060, 110, 1500, 520], fill=246)
    plate.paint.polygon([(0, 900), (1600, 900), (1600, 640), (0, 560)], fill=120)
    lit = {2, 4, 5, 8}
    spots = [(120 + number * 152, 470 + number * 14) for number in range(9)]
    for number, (across, down) in enumerate(spots):
        if number in lit:
            plate.paint.polygon([(across, down), (across - 90, down + 190), (across + 110, down + 190)], fill=240)
    plate.engrave(spacing=8, wave=2)
    plate.disc(1270, 300, 84)
    for bar in (1060, 1206, 1354, 1500):
        plate.box(bar - 6, 110, bar + 6, 520)
    plate.box(1060, 306, 1500, 316)
    for across, down in spots:
        plate.box(across - 100, down + 190, across + 110, down + 204)
        plate.line([(across - 60, down + 190), (across - 60, down + 60), (across, down)], 6)
        plate.polygon([(across - 30, down + 16), (across + 6, down - 26), (across + 36, down + 26)])
        plate.line([(across - 80, down + 204), (across - 80, down + 330)], 7)
        plate.line([(across + 90, down + 204), (across + 90, down + 330)], 7)


def forest(plate: Plate, form: int) -> None:
    plate.sky(700, dark=220)
    plate.ground(640, 170, 90)
    plate.paint.polygon([(560, 900), (1040, 900), (820, 560), (780, 560)], fill=236)
    plate.engrave()
    plate.disc(800, 470, 84)
    rows = [(0.34, 13, 190), (0.5, 11, 130), (0.74, 9, 70), (1.0, 7, 0)]
    for size, count, tone in rows:
        for tree in range(count):
            for side in (-1, 1):
                across = 800 + side * (60 + 190 * size + tree * 150 * size + plate.random.uniform(-26, 26))
                pine(plate, across, 600 + 250 * size, size * plate.random.uniform(0.88, 1.1), tone)


def pine(plate: Plate, across: float, foot: float, size: float, tone: int) -> None:
    plate.box(across - 9 * size, foot - 700 * size, across + 9 * size, foot, tone)
    for tier in range(7):
        level = foot - (170 + tier * 84) * size
        reach = (150 - tier * 19) * size
        plate.polygon([(across - reach, level), (across, level - 130 * size), (across + reach, level)], tone)


def plates(plate: Plate, form: int) -> None:
    plate.paint.rectangle([0, 0, 1600, 900], fill=214)
    plate.engrave(spacing=9, wave=1.5)
    plate.box(180, 60, 1420, 840, 250)
    strokes = plate.random
    for row in range(6):
        for column in range(3):
            left, top = 240 + column * 390, 110 + row * 120
            plate.box(left, top, left + 340, top + 86)
            plate.box(left + 6, top + 6, left + 334, top + 80, 250)
            for letter in range(7):
                start = left + 32 + letter * 42
                points = [(start + strokes.uniform(0, 26), top + strokes.uniform(20, 66)) for _stroke in range(4)]
                plate.line(points, 6)
            if (row * 3 + column) in (4, 9, 16):
                plate.line([(left - 12, top + 60), (left + 352, top + 26)], 6)
    plate.disc(1368, 790, 26)
