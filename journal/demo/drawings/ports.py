"""Scenes in ports and canals. Each takes a fresh plate and a number; some have several forms."""

from .plate import Plate
from .sea import hull


def cranes(plate: Plate, form: int) -> None:
    plate.sky(560)
    plate.ridge(570, 60, 176)
    plate.ground(640, 196, 100)
    plate.glitter(660, 770)
    plate.engrave(water=640)
    plate.disc(770, 290, 80)
    for number, across in enumerate((140, 500, 900, 1260)):
        crane(plate, across, 640, 1 - number * 0.06, raised=number % 2 == 1)
    plate.box(0, 630, 1600, 650)
    for stack in range(44):
        tall = plate.random.choice((1, 1, 2, 2, 3))
        for level in range(tall):
            left = stack * 37
            plate.box(left, 604 - level * 26, left + 34, 628 - level * 26, plate.random.choice((0, 30, 60, 110)))


def crane(plate: Plate, across: float, foot: float, size: float, raised: bool) -> None:
    top = foot - 330 * size
    for leg in (0, 110):
        plate.line([(across + leg * size, foot), (across + leg * size, top)], 9 * size)
    plate.line([(across, foot - 130 * size), (across + 110 * size, foot - 130 * size)], 7 * size)
    plate.line([(across, foot - 130 * size), (across + 110 * size, top)], 4 * size)
    apex = (across + 90 * size, top - 120 * size)
    plate.line([(across + 20 * size, top), apex, (across + 110 * size, top)], 7 * size)
    end = (across + 290 * size, top - 190 * size) if raised else (across + 350 * size, top)
    plate.line([(across - 130 * size, top), (across + 110 * size, top)], 9 * size)
    plate.line([(across + 110 * size, top), end], 9 * size)
    plate.line([apex, end], 3 * size)
    plate.line([apex, (across - 130 * size, top)], 3 * size)
    plate.box(across - 110 * size, top + 4, across - 60 * size, top + 40 * size)


def silos(plate: Plate, form: int) -> None:
    plate.sky(600)
    plate.ground(650, 196, 96)
    plate.glitter(670, 1270)
    plate.engrave(water=650)
    plate.disc(1270, 180, 80)
    for silo in range(9):
        left = 60 + silo * 118
        plate.box(left, 250, left + 108, 640, 20)
        for shade in range(9):
            plate.line([(left + 8 + shade * shade * 1.2, 256), (left + 8 + shade * shade * 1.2, 640)], 2, 205)
        plate.polygon([(left, 250), (left + 54, 206), (left + 108, 250)])
    plate.box(50, 160, 1130, 180)
    plate.line([(1130, 170), (1330, 470)], 12)
    for post in range(10):
        plate.line([(60 + post * 118, 180), (60 + post * 118, 250)], 5)
    plate.box(0, 640, 1600, 656)
    hull(plate, 1020, 760, 560, 100)
    plate.box(1060, 560, 1160, 664)
    for hatch in range(3):
        plate.polygon([(1200 + hatch * 116, 646), (1230 + hatch * 116, 600), (1240 + hatch * 116, 646)])


def canal(plate: Plate, form: int) -> None:
    plate.sky(430)
    plate.ground(430, 214, 150)
    plate.paint.polygon([(0, 430), (700, 430), (0, 640)], fill=178)
    plate.paint.polygon([(1600, 430), (900, 430), (1600, 620)], fill=166)
    plate.paint.polygon([(240, 900), (1360, 900), (830, 430), (770, 430)], fill=120)
    plate.engrave(wave=5, water=640)
    plate.disc(800, 300, 84)
    for number, size in enumerate((0.16, 0.24, 0.36, 0.56, 0.9)):
        foot = 430 + 400 * size
        bow(plate, 800 + (6 - number) * 4, foot, size)
    for lamp in range(8):
        size = 0.72**lamp
        for side in (-1, 1):
            across = 800 + side * (30 + 690 * size)
            plate.line([(across, 440 + 430 * size), (across, 440 + 170 * size)], 1 + 6 * size)


def bow(plate: Plate, across: float, foot: float, size: float) -> None:
    """A ship seen from ahead, with its stack of containers."""
    for tier in range(5):
        for cell in range(-5, 5):
            left, top = across + cell * 38 * size, foot - (330 + tier * 36) * size
            plate.box(left, top, left + 35 * size, top + 33 * size, (0, 50, 100, 30)[(cell + tier * 3) % 4])
    plate.polygon([(across - 200 * size, foot - 300 * size), (across + 200 * size, foot - 300 * size),
                   (across + 150 * size, foot - 60 * size), (across, foot),
                   (across - 150 * size, foot - 60 * size)])  # fmt: skip
    plate.line([(across, foot - 290 * size), (across, foot - 20 * size)], 5 * size, 170)


def ferry(plate: Plate, form: int) -> None:
    plate.sky(480)
    plate.ground(480, 208, 110)
    plate.paint.polygon([(0, 560), (620, 600), (760, 900), (0, 900)], fill=172)
    plate.glitter(500, 1240)
    plate.engrave(water=500)
    plate.disc(1240, 230, 86)
    for pile in range(9):
        plate.box(60 + pile * 62, 520 + pile * 4, 74 + pile * 62, 690 + pile * 8)
    plate.polygon([(40, 540), (600, 580), (600, 600), (40, 562)])
    hull(plate, 760, 690, 760, 120)
    plate.box(800, 410, 1420, 574)
    plate.box(1160, 330, 1400, 412)
    plate.box(1230, 250, 1300, 332)
    for window in range(18):
        plate.box(880 + window * 29, 446, 898 + window * 29, 464, 226)
    plate.polygon([(700, 680), (790, 560), (790, 450), (770, 450), (770, 556), (640, 690)])
    for wagon in range(3):
        plate.box(806 + wagon * 2, 500, 862 + wagon * 2, 560, 140)


def containers(plate: Plate, form: int) -> None:
    plate.sky(560)
    plate.ground(520, 224, 170)
    plate.engrave()
    plate.disc(800, 350, 86)
    plate.line([(640, 540), (640, 210), (960, 210), (960, 540)], 13)
    plate.line([(560, 210), (1040, 210)], 15)
    plate.line([(700, 210), (700, 300)], 4)
    for side in (-1, 1):
        for row in range(8):
            near, far = 0.74**row, 0.74 ** (row + 1) * 1.06
            outer, inner = 800 + side * (130 + 690 * near), 800 + side * (130 + 690 * far)
            for tier in range(5):
                tone = plate.random.choice((0, 24, 60, 96))
                low, high = 0.42 - tier * 0.21, 0.42 - (tier + 1) * 0.21 + 0.02
                plate.polygon([(outer, 520 + 880 * low * near), (inner, 520 + 880 * low * far),
                               (inner, 520 + 880 * high * far), (outer, 520 + 880 * high * near)], tone)  # fmt: skip
                for rib in range(1, 6):
                    part = rib / 6
                    across, scale = outer + (inner - outer) * part, near + (far - near) * part
                    plate.line([(across, 520 + 880 * low * scale), (across, 520 + 880 * high * scale)], 2.5 * near, 170)
