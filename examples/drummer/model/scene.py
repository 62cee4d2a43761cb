"""Reads a prompt into a scene: which objects stand on the floor, and when the stick strikes which of them."""

import json
import os
import random
import re
from dataclasses import dataclass

DURATION = 4.0
MATERIAL_WORDS = {
    "wood": "wood", "wooden": "wood", "oak": "wood", "metal": "metal", "metallic": "metal", "steel": "metal",
    "iron": "metal", "tin": "metal", "brass": "brass", "bronze": "brass", "copper": "brass", "glass": "glass",
    "crystal": "glass", "ceramic": "ceramic", "porcelain": "ceramic", "clay": "ceramic", "plastic": "plastic",
    "stone": "stone", "marble": "stone",
}
OBJECT_WORDS = {
    "crate": "box", "chest": "box", "desk": "table", "pot": "pan", "plate": "bowl", "dish": "bowl", "mug": "cup",
    "vase": "bottle", "rock": "stone", "pail": "bucket", "bongo": "drum", "tom": "drum",
}
COUNT_WORDS = {"once": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
PACE_WORDS = {
    "slow": 0.90, "slowly": 0.90, "gently": 0.75, "fast": 0.34, "quick": 0.34, "quickly": 0.34, "rapidly": 0.30,
}
MOST_OBJECTS = 4


@dataclass(frozen=True)
class Thing:
    """An object with the material it is made of; `x` is the centre of its foot, from 0 (left) to 1 (right)."""

    name: str
    shape: dict
    material: dict
    x: float


@dataclass(frozen=True)
class Hit:
    """A strike: when (seconds), on which thing (index) and how hard (0 to 1)."""

    time: float
    thing: int
    strength: float


@dataclass(frozen=True)
class Scene:
    """Everything the painter and the synthesiser need; both are functions of this value and the seed."""

    things: list
    hits: list


def load(name):
    """The data table `name` that lies beside this file."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as file:
        return json.load(file)


def read(prompt, seed):
    """The scene of a prompt; the same prompt and seed give the same scene."""
    rng = random.Random(f"scene {seed} {prompt}")
    words = re.findall(r"[a-z]+", prompt.lower())
    things = place(name_things(words), rng)
    return Scene(things, strike_times(words, len(things), rng))


def name_things(words):
    """Pairs of object and material in the order of the prompt; a wooden box where the prompt names nothing known."""
    shapes = load("objects.json")
    found, adjective = [], None
    for index, word in enumerate(words):
        name = OBJECT_WORDS.get(word, word)
        follows = words[index + 1] if index + 1 < len(words) else ""
        if word == "drum" and follows in ("stick", "sticks"):
            continue
        is_adjective = word in MATERIAL_WORDS and OBJECT_WORDS.get(follows, follows) in shapes
        if name in shapes and not is_adjective:
            if not (found and name == "drum" and found[-1][0] == "snare"):
                found.append((name, adjective or shapes[name]["material"]))
            adjective = None
        elif word in MATERIAL_WORDS:
            adjective = MATERIAL_WORDS[word]
    return found[:MOST_OBJECTS] or [("box", adjective or "wood")]


def place(named, rng):
    """Stands the objects side by side with a little disorder."""
    shapes, materials = load("objects.json"), load("materials.json")
    pitch = 1 / len(named)
    return [
        Thing(name, shapes[name], materials[material], (index + 0.5) * pitch + rng.uniform(-0.06, 0.06) * pitch)
        for index, (name, material) in enumerate(named)
    ]


def strike_times(words, things, rng):
    """Strikes with a human unevenness, never closer than 0.3 s; every object is struck where there is time for it."""
    gap = next((PACE_WORDS[word] for word in words if word in PACE_WORDS), 0.55)
    count = next((COUNT_WORDS[word] for word in words if word in COUNT_WORDS), None)
    if count:
        gap = max(0.3, min(gap, (DURATION - 0.8) / count))
    hits, time, order = [], rng.uniform(0.35, 0.6), []
    while time < DURATION - 0.3 and (count is None or len(hits) < count):
        if not order:
            order = rng.sample(range(things), things)
        hits.append(Hit(time, order.pop(), rng.uniform(0.7, 1.0)))
        time += max(0.3, rng.gauss(gap, gap * 0.18))
    return hits
