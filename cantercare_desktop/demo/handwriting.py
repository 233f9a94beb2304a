"""Signatures drawn by nobody: pen strokes for the demo house, the same for the same name."""

from __future__ import annotations

import math
import random

from cantercare_desktop.office.signing import Point, Stroke


def signature_of(name: str) -> tuple[Stroke, ...]:
    """Return strokes that look written, decided by the name alone."""
    dice = random.Random(f"signature of {name}")  # noqa: S311 - a picture, not a secret
    strokes: list[Stroke] = []
    ms = 0
    x = 0.12
    for word in name.split()[:2]:
        width = min(0.06 * max(len(word), 3), 0.36)
        tall = dice.uniform(0.16, 0.24)
        points = []
        steps = 14 * max(len(word), 3)
        for step in range(steps + 1):
            along = step / steps
            wave = math.sin(along * math.pi * 2 * len(word) + dice.uniform(-0.1, 0.1))
            loop = math.cos(along * math.pi * 2 * len(word)) * 0.012
            rise = tall if along < 0.12 else tall * dice.uniform(0.28, 0.34)
            ms += dice.randint(9, 16)
            points.append(
                Point(round(x + along * width + loop, 4), round(0.74 - rise * (0.5 + 0.5 * wave), 4), ms, 0.5)
            )
        strokes.append(Stroke(tuple(points)))
        x += width + 0.05
        ms += dice.randint(120, 260)
    flourish = [
        Point(round(0.14 + 0.6 * t / 12, 4), round(0.8 - 0.03 * math.sin(t / 2), 4), ms + 12 * t, 0.4)
        for t in range(13)
    ]
    strokes.append(Stroke(tuple(flourish)))
    return tuple(strokes)
