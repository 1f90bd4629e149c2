"""Charts of the demo articles, drawn in the colours of the site: black for the series, red for the one that matters."""

import math

from PIL import Image, ImageDraw, ImageFont

from .plate import INK, RED

WIDTH, HEIGHT = 1400, 760
GROUND = (254, 254, 253)
RULE = (203, 207, 204)
SOFT = (71, 77, 82)
LEFT, RIGHT, TOP, BOTTOM = 110, 1350, 50, 660


class Sheet:
    """A sheet with a scale on the left and room for labels below."""

    def __init__(self, highest: float, step: float):
        self.image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
        self.draw = ImageDraw.Draw(self.image)
        self.font = ImageFont.load_default(30)
        self.highest = highest
        value = 0.0
        while value <= highest:
            level = self.level(value)
            self.draw.line(
                [(LEFT, level), (RIGHT, level)], fill=INK if value == 0 else RULE, width=3 if value == 0 else 2
            )
            self.draw.text((LEFT - 16, level), f"{value:,.0f}", font=self.font, fill=SOFT, anchor="rm")
            value += step

    def level(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / self.highest

    def label(self, across: float, text: str) -> None:
        self.draw.text((across, BOTTOM + 18), text, font=self.font, fill=INK, anchor="ma")

    def bar(self, centre: float, width: float, value: float, fill=INK, figure: str = "") -> None:
        self.draw.rectangle([centre - width / 2, self.level(value), centre + width / 2, BOTTOM - 2], fill=fill)
        text = figure or f"{value:,.0f}"
        self.draw.text((centre, self.level(value) - 8), text, font=self.font, fill=fill, anchor="mb")


def shells() -> Image.Image:
    sheet = Sheet(90, 20)
    values = (("Single order", 78, INK), ("Framework agreement", 52, INK), ("Shelf contract", 16, RED))
    for number, (name, weeks, colour) in enumerate(values):
        centre = LEFT + 220 + number * 400
        sheet.bar(centre, 190, weeks, colour)
        sheet.label(centre, name)
    return sheet.image


def hours() -> Image.Image:
    sheet = Sheet(240, 40)
    prices = [96, 92, 90, 90, 91, 99, 124, 138, 120, 84, 52, 28, 16, 12, 15, 26, 48, 86, 132, 184, 210, 188, 146, 112]
    step = (RIGHT - LEFT) / (len(prices) - 1)
    points = [(LEFT + number * step, sheet.level(price)) for number, price in enumerate(prices)]
    sheet.draw.line(points, fill=INK, width=6, joint="curve")
    for hour in range(0, 24, 4):
        sheet.label(LEFT + hour * step, f"{hour}:00")
    for hour, side in ((13, "ms"), (20, "ms")):
        across, level = points[hour]
        sheet.draw.ellipse([across - 11, level - 11, across + 11, level + 11], fill=RED)
        sheet.draw.text((across, level - 22), f"€{prices[hour]}", font=sheet.font, fill=RED, anchor=side)
    return sheet.image


def cranes() -> Image.Image:
    sheet = Sheet(28, 5)
    months = (
        ("Oct", 1, 9),
        ("Nov", 2, 15),
        ("Dec", 2, 19),
        ("Jan", 3, 22),
        ("Feb", 4, 24),
        ("Mar", 3, 21),
        ("Apr", 3, 14),
    )
    for number, (month, moved, days) in enumerate(months):
        centre = LEFT + 92 + number * 176
        sheet.bar(centre - 34, 56, moved, SOFT)
        sheet.bar(centre + 34, 56, days, RED if month == "Apr" else INK)
        sheet.label(centre, month)
    sheet.draw.text((LEFT + 8, TOP - 34), "Left: cranes moved. Right: days worked by each.", font=sheet.font, fill=SOFT)
    return sheet.image


def days() -> Image.Image:
    sheet = Sheet(60, 20)
    for centre, width, height, colour, name in ((27, 0.75, 54, INK, "By Suez"), (37.4, 2.2, 19, RED, "By the Cape")):
        points = []
        for tenth in range(240, 460):
            day = tenth / 10
            share = height * math.exp(-((day - centre) ** 2) / (2 * width**2))
            points.append((LEFT + (day - 24) * (RIGHT - LEFT) / 22, sheet.level(share)))
        sheet.draw.line(points, fill=colour, width=6, joint="curve")
        across = LEFT + (centre - 24) * (RIGHT - LEFT) / 22
        sheet.draw.text((across + 60, sheet.level(height * 0.86)), name, font=sheet.font, fill=colour, anchor="ls")
    for day in range(25, 46, 5):
        sheet.label(LEFT + (day - 24) * (RIGHT - LEFT) / 22, f"{day} days")
    sheet.draw.text((LEFT + 8, TOP - 34), "Per cent of voyages", font=sheet.font, fill=SOFT)
    return sheet.image


def contacts() -> Image.Image:
    sheet = Sheet(4000, 1000)
    for number, (coast, seen, sent) in enumerate(
        (("Romania", 3410, 402), ("Bulgaria", 2160, 118), ("Georgia", 2870, 31))
    ):
        centre = LEFT + 220 + number * 400
        sheet.bar(centre - 72, 130, seen)
        sheet.bar(centre + 72, 130, sent, RED)
        sheet.label(centre, coast)
    sheet.draw.text((LEFT + 8, TOP - 34), "Left: contacts. Right: boats sent.", font=sheet.font, fill=SOFT)
    return sheet.image


CHARTS = {"shells": shells, "hours": hours, "cranes": cranes, "days": days, "contacts": contacts}
