"""A plate on which a picture is engraved: tones become lines of changing weight, and one thing is red.

A scene paints tones (0 black to 255 white) on a sheet of 1600 by 900, then `engrave` turns them into waving lines,
as an engraver's burin would. What must be crisp (masts, wires, wheels) is drawn on top afterwards. Everything is
reckoned from a seed, so that the same plate comes out the same everywhere.
"""

import math
import random
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageOps

INK = (21, 24, 27)
PAPER = (243, 244, 242)
RED = (155, 27, 30)
# Shapes are drawn at twice the size and reduced, which smooths their edges.
SCALE = 2

Point = tuple[float, float]


class Plate:
    def __init__(self, seed: int, width: int = 1600, height: int = 900):
        self.width, self.height = width, height
        self.random = random.Random(seed)  # noqa: S311
        self.tones = Image.new("L", (width, height), 226)
        self.paint = ImageDraw.Draw(self.tones)
        size = (width * SCALE, height * SCALE)
        self.lines = Image.new("L", size, 255)
        self.draw = ImageDraw.Draw(self.lines)
        self.reds = Image.new("L", size, 0)
        self.draw_red = ImageDraw.Draw(self.reds)

    # Tones, before engraving

    def sky(self, horizon: float, light: int = 231, dark: int = 198) -> None:
        """From light above to darker at the horizon, with a few soft clouds."""
        for row in range(int(horizon)):
            shade = light - (light - dark) * (row / horizon) ** 2
            self.paint.line([(0, row), (self.width, row)], fill=int(shade))
        clouds = Image.new("L", (160, 90), 0)
        brush = ImageDraw.Draw(clouds)
        for _cloud in range(14):
            across, down = self.random.uniform(0, 160), self.random.uniform(0, 90 * horizon / self.height)
            wide, high = self.random.uniform(10, 46), self.random.uniform(1.5, 6)
            brush.ellipse([across - wide, down - high, across + wide, down + high], fill=self.random.randint(8, 40))
        self.shade(clouds.filter(ImageFilter.GaussianBlur(4)))

    def shade(self, small: Image.Image) -> None:
        """Darken the tones by a small sheet, stretched over the whole."""
        mask = small.resize((self.width, self.height), Image.Resampling.BICUBIC)
        self.tones.paste(0, (0, 0), mask)
        self.paint = ImageDraw.Draw(self.tones)

    def ground(self, top: float, light: int = 190, dark: int = 96) -> None:
        """A plain or a sea from `top` to the lower edge."""
        for down in range(int(top), self.height):
            shade = light - (light - dark) * (down - top) / (self.height - top)
            self.paint.line([(0, down), (self.width, down)], fill=int(shade))

    def glitter(self, top: float, centre: float, spread: float = 120) -> None:
        """Light on water below the disc."""
        for _glint in range(220):
            depth = self.random.random() ** 1.4
            down = top + depth * (self.height - top)
            across = self.random.gauss(centre, spread * (0.3 + depth))
            wide = self.random.uniform(6, 40) * (0.4 + depth)
            self.paint.line([(across - wide, down), (across + wide, down)], fill=238, width=int(2 + 4 * depth))

    def ridge(self, base: float, height: float, tone: int, roughness: float = 1.0) -> list[Point]:
        """A range of hills from edge to edge; returns its outline."""
        outline: list[Point] = []
        phases = [self.random.uniform(0, math.tau) for _octave in range(5)]
        for across in range(0, self.width + 20, 20):
            rise = sum(
                math.sin(across * 0.0022 * 2.1**octave + phase) / 1.9**octave * (roughness if octave else 1)
                for octave, phase in enumerate(phases)
            )
            outline.append((across, base - height * (0.55 + 0.3 * rise)))
        self.paint.polygon([*outline, (self.width, self.height), (0, self.height)], fill=tone)
        return outline

    # From tones to lines

    def engrave(self, spacing: float = 7.5, wave: float = 3.0, water: float | None = None) -> None:
        """Draw the tones as lines. Below `water` (a height on the sheet) they ripple."""
        tone = self.tones.load()
        phase = self.random.uniform(0, math.tau)
        shore = math.inf if water is None else water
        for row in range(-2, int(self.height / spacing) + 3):
            down = row * spacing
            rippled = down > shore
            # Ripples of neighbouring lines are out of step, so that they open and close like water.
            start = row * 2.4 if rippled else phase + down * 0.031
            quick = 0.05 - 0.034 * (down - shore) / (self.height - shore) if rippled else 0.011
            self.engrave_line(down, spacing, wave, start, quick, tone)

    def engrave_line(self, down: float, spacing: float, wave: float, start: float, quick: float, tone) -> None:
        upper: list[Point] = []
        lower: list[Point] = []
        for across in range(0, self.width + 6, 6):
            swell = math.sin(across * quick + start) + 0.7 * math.sin(across * 0.0047 - down * 0.019)
            height = down + wave * swell
            column, line = min(across, self.width - 1), min(max(int(height), 0), self.height - 1)
            weight = (255 - tone[column, line]) / 255 * spacing * 0.96
            if weight < 0.55:
                self.stroke(upper, lower)
                upper, lower = [], []
                continue
            upper.append((across * SCALE, (height - weight / 2) * SCALE))
            lower.append((across * SCALE, (height + weight / 2) * SCALE))
        self.stroke(upper, lower)

    def stroke(self, upper: list[Point], lower: list[Point]) -> None:
        if len(upper) > 1:
            self.draw.polygon([*upper, *reversed(lower)], fill=0)

    # Crisp shapes, after engraving

    def polygon(self, points: Sequence[Point], fill: int = 0) -> None:
        scaled = [(across * SCALE, down * SCALE) for across, down in points]
        self.draw.polygon(scaled, fill=fill)
        self.draw_red.polygon(scaled, fill=0)

    def box(self, left: float, top: float, right: float, bottom: float, fill: int = 0) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def line(self, points: Sequence[Point], width: float = 3, fill: int = 0) -> None:
        scaled = [(across * SCALE, down * SCALE) for across, down in points]
        self.draw.line(scaled, fill=fill, width=max(1, round(width * SCALE)), joint="curve")
        self.draw_red.line(scaled, fill=0, width=max(1, round(width * SCALE)), joint="curve")

    def circle(self, across: float, down: float, radius: float, fill: int = 0) -> None:
        corners = [value * SCALE for value in (across - radius, down - radius, across + radius, down + radius)]
        self.draw.ellipse(corners, fill=fill)
        self.draw_red.ellipse(corners, fill=0)

    def arc(self, across: float, down: float, radius: float, start: float, end: float, width: float = 2) -> None:
        corners = [value * SCALE for value in (across - radius, down - radius, across + radius, down + radius)]
        self.draw.arc(corners, start, end, fill=0, width=round(width * SCALE))

    def disc(self, across: float, down: float, radius: float = 74) -> None:
        """The one red thing."""
        corners = [value * SCALE for value in (across - radius, down - radius, across + radius, down + radius)]
        self.draw_red.ellipse(corners, fill=255)

    def red_box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.draw_red.rectangle([value * SCALE for value in (left, top, right, bottom)], fill=255)

    # The print

    def print(self) -> Image.Image:
        grey = self.lines.reduce(SCALE)
        picture = ImageOps.colorize(grey, INK, PAPER)
        picture.paste(RED, (0, 0), self.reds.reduce(SCALE))
        return picture


def jpeg(picture: Image.Image, quality: int = 55) -> bytes:
    """The picture as a file."""
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=quality, optimize=True, subsampling=2)
    return stream.getvalue()
