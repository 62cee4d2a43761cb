"""Synthesises the impacts: every object is a bank of decaying modes, excited by a short noisy click."""

import array
import math
import random
import sys
import wave

RATE = 16000
SILENCE = 0.001
ROOM_NOISE = 3e-4


def synthesise(scene, duration, seed):
    """`duration` seconds of mono samples between -1 and 1."""
    rng = random.Random(f"sound {seed}")
    total = int(round(duration * RATE))
    mix = [rng.gauss(0.0, ROOM_NOISE) for _ in range(total)]
    voices = {index: ring(scene.things[index]) for index in {hit.thing for hit in scene.hits}}
    for hit in scene.hits:
        start = int(round(hit.time * RATE))
        add(mix, start, voices[hit.thing], hit.strength)
        add(mix, start, click(scene.things[hit.thing], rng), hit.strength)
    loudest = max(abs(sample) for sample in mix)
    scale = min(1.0, 0.89 / loudest)
    return [sample * scale for sample in mix]


def ring(thing):
    """The decaying modes of one object, from the moment of impact."""
    modes = [
        (frequency * thing.shape["pitch"], gain, decay)
        for frequency, gain, decay in thing.material["modes"]
        if frequency * thing.shape["pitch"] < 0.45 * RATE
    ]
    weight = 0.5 / sum(gain for _, gain, _ in modes)
    longest = max(decay for _, _, decay in modes)
    out = [0.0] * int(-math.log(SILENCE) * longest * RATE)
    for frequency, gain, decay in modes:
        add_mode(out, frequency, gain * weight, decay)
    return out


def add_mode(out, frequency, gain, decay):
    """Adds `gain * exp(-t / decay) * sin(2 pi frequency t)` by its two-term recursion."""
    damping = math.exp(-1 / (decay * RATE))
    angle = 2 * math.pi * frequency / RATE
    first, second = 2 * damping * math.cos(angle), -damping * damping
    before, now = 0.0, gain * damping * math.sin(angle)
    for index in range(1, min(len(out), int(-math.log(SILENCE) * decay * RATE))):
        out[index] += now
        before, now = now, first * now + second * before


def click(thing, rng):
    """The noise of the contact itself: a few milliseconds, longer for a drum with snares."""
    gain = thing.material["click"] * 0.35
    snares = thing.shape.get("snares", 0.0)
    burst = [rng.uniform(-1, 1) * gain * math.exp(-index / 24) for index in range(160)]
    if snares:
        rattle = [rng.uniform(-1, 1) * gain * snares * math.exp(-index / 900) for index in range(4800)]
        for index, sample in enumerate(burst):
            rattle[index] += sample
        return rattle
    return burst


def add(mix, start, voice, gain):
    """Mixes `voice` into `mix` from `start` on; what lies beyond the end is cut."""
    stop = min(len(mix), start + len(voice))
    mix[start:stop] = [a + gain * b for a, b in zip(mix[start:stop], voice)]


def write_wav(path, samples):
    """Writes 16-bit mono PCM."""
    pcm = array.array("h", (int(round(max(-1.0, min(1.0, sample)) * 32767)) for sample in samples))
    if sys.byteorder == "big":
        pcm.byteswap()
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())
