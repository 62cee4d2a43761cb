"""Paints the frames: a wall, a floor, the objects and the stick, at twice the final size for smooth edges."""

import math
import random

SIZE = 512
MARGIN = 24
FLOOR = 400
SCALE = 2
STRIDE = SIZE * 3
STICK = bytes((226, 190, 132))
STICK_EDGE = bytes((120, 84, 44))
DARKER = bytes(int(value * 0.62) for value in range(256))


def frames(scene, duration, rate, seed):
    """Yields `duration * rate` frames of `SIZE` x `SIZE` RGB bytes."""
    backdrop = Backdrop(scene, random.Random(f"picture {seed}"))
    sprites = [Sprite(thing) for thing in scene.things]
    path = StickPath(scene, sprites)
    for index in range(int(round(duration * rate))):
        time = index / rate
        jolt = int(round(sum(hit.strength * jolt_of(time - hit.time) for hit in scene.hits)))
        frame = backdrop.seen_from(jolt)
        for number, sprite in enumerate(sprites):
            sprite.blit(frame, sway_of(scene.hits, number, time), jolt)
        paint_stick(frame, path.at(time), jolt)
        yield bytes(frame)


def jolt_of(age):
    """How far the camera is thrown up by a strike of age `age` seconds: at once, and slowly back."""
    return 11.0 * math.exp(-age / 0.30) if age >= 0 else 0.0


def sway_of(hits, number, time):
    """How far object `number` swings to the side, in pixels."""
    ages = [(time - hit.time, hit.strength) for hit in hits if hit.thing == number and time >= hit.time]
    if not ages:
        return 0
    age, strength = ages[-1]
    return int(round(7.0 * strength * math.exp(-age / 0.16) * math.cos(2 * math.pi * 5.5 * age)))


class Backdrop:
    """Wall, floor and the objects' shadows, a little larger than the frame so that the camera can be thrown."""

    def __init__(self, scene, rng):
        width, height = SIZE, SIZE + 2 * MARGIN
        tint = [rng.randint(-14, 14) for _ in range(3)]
        grain = [rng.randint(-5, 5) for _ in range(1021)]
        self.rows = []
        for y in range(height):
            level = y - MARGIN
            if level < FLOOR:
                base = [150 + tint[c] - level // 8 for c in range(3)]
            else:
                plank = 10 if (level - FLOOR) // 22 % 2 else 0
                base = [112 + plank, 86 + plank, 64 + plank]
            base = [max(6, min(249, value)) for value in base]
            shift = rng.randrange(1021)
            wavy = (grain[shift:] + grain[:shift])[:width]
            row = bytearray(3 * width)
            for channel in range(3):
                value = base[channel]
                row[channel::3] = bytes([value + offset for offset in wavy])
            self.rows.append(row)
        for thing in scene.things:
            self.shade(int(thing.x * SIZE), int(thing.shape["profile"][0][1] * SCALE * 1.25) + 10)

    def shade(self, centre, reach):
        """Darkens an ellipse on the floor."""
        for dy in range(-12, 13):
            half = int(reach * math.sqrt(1 - (dy / 13) ** 2))
            left, right = max(0, centre - half) * 3, min(SIZE, centre + half) * 3
            row = self.rows[MARGIN + FLOOR + 14 + dy]
            row[left:right] = row[left:right].translate(DARKER)

    def seen_from(self, jolt):
        """The frame's background with the camera thrown by `jolt` pixels."""
        first = MARGIN - max(-MARGIN, min(MARGIN, jolt))
        return bytearray().join(self.rows[first:first + SIZE])


class Sprite:
    """An object painted once: rows of RGB bytes, each with its distance to the left of the centre line."""

    def __init__(self, thing):
        profile = [(height * SCALE, half * SCALE) for height, half in thing.shape["profile"]]
        self.x = int(thing.x * SIZE)
        self.height = int(profile[-1][0])
        self.foot = FLOOR + 16
        self.rows = [self.paint_row(thing, self.half_width(profile, level), level) for level in range(self.height + 1)]

    @property
    def top(self):
        """The height of the point that is struck, as a row of the frame."""
        return self.foot - self.height

    @staticmethod
    def half_width(profile, level):
        """The outline at a height above the foot, between the profile's points."""
        for (low, first), (high, second) in zip(profile, profile[1:]):
            if level <= high:
                return int(first + (second - first) * (level - low) / max(1e-9, high - low))
        return int(profile[-1][1])

    @staticmethod
    def paint_row(thing, half, level):
        """One row, lit from the upper left; glossy materials get a highlight."""
        red, green, blue = thing.material["colour"]
        gloss, flat = thing.material["gloss"], thing.shape["shade"] == "flat"
        row = bytearray()
        for x in range(-half, half + 1):
            across = x / (half + 1)
            light = 0.94 - 0.12 * across if flat else 0.50 + 0.55 * math.sqrt(max(0.0, 1 - (across + 0.25) ** 2))
            if flat and level % 22 < 2:
                light *= 0.78
            shine = 190 * gloss * math.exp(-((across + 0.42) / 0.13) ** 2)
            if half - abs(x) < 2:
                light, shine = light * 0.55, 0
            row += bytes(min(255, int(value * light + shine)) for value in (red, green, blue))
        return bytes(row), half

    def blit(self, frame, sway, jolt):
        """Copies the object into the frame; it leans from the foot, so the top sways most."""
        for level, (row, half) in enumerate(self.rows):
            y = self.foot - level + jolt
            left = self.x - half + sway * level // max(1, self.height)
            paste(frame, left, y, row)


def paste(frame, x, y, row):
    """Copies a row of RGB bytes to (x, y), cut at the frame's edges."""
    first = max(0, -x)
    last = min(len(row) // 3, SIZE - x)
    if 0 <= y < SIZE and first < last:
        start = y * STRIDE + (x + first) * 3
        frame[start:start + (last - first) * 3] = row[first * 3:last * 3]


class StickPath:
    """Where the tip of the stick is: down hard onto each object in time, up and across between."""

    def __init__(self, scene, sprites):
        self.keys = [(hit.time, sprites[hit.thing].x, sprites[hit.thing].top - 7) for hit in scene.hits]
        first, last = self.keys[0], self.keys[-1]
        self.keys.insert(0, (first[0] - 0.8, first[1] - 60, first[2] - 120))
        self.keys.append((last[0] + 0.8, last[1] + 40, last[2] - 100))

    def at(self, time):
        """The tip at `time`, in pixels of a frame at rest."""
        for (start, x0, y0), (stop, x1, y1) in zip(self.keys, self.keys[1:]):
            if time < stop:
                part = max(0.0, (time - start) / (stop - start))
                across = min(1.0, part / 0.7)
                across = across * across * (3 - 2 * across)
                lift = 130 * min(1.0, (stop - start) / 0.5) * 4 * part * (1 - part) * (0.6 + 0.4 * part)
                return x0 + (x1 - x0) * across, y0 + (y1 - y0) * across - lift
        return self.keys[-1][1], self.keys[-1][2]


def paint_stick(frame, tip, jolt):
    """The stick from its round tip up to the upper right edge, where the hand would be."""
    tip_x, tip_y = tip[0], tip[1] + jolt
    angle = math.radians(-38 - 0.05 * tip[1])
    step_x, step_y = math.cos(angle), math.sin(angle)
    for brush, colour in ((2, STICK_EDGE), (0, STICK)):
        for distance in range(0, 300, 3):
            radius = (8 if distance < 14 else 5 + distance // 90) + brush
            paint_disc(frame, int(tip_x + step_x * distance), int(tip_y + step_y * distance), radius, colour)


def paint_disc(frame, x, y, radius, colour):
    """A filled disc, cut at the frame's edges."""
    for dy in range(-radius, radius + 1):
        half = int(math.sqrt(radius * radius - dy * dy))
        paste(frame, x - half, y + dy, colour * (2 * half + 1))
