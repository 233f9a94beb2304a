"""The signature that stands in the pictures, point by point."""

from __future__ import annotations

from cantercare_desktop.office.signing import Point, Stroke

#: One written "Amara O" with a flourish: polylines in hundredths of the pad, drawn with the pad 714 by 474 pixels.
_AMARA = (
    "175,763 205,700 227,640 232,605 238,597 243,612 240,680 241,752",
    "190,712 215,697 240,692 263,695",
    "280,745 286,715 291,700 294,712 293,742 300,715 307,700 311,712 311,740 318,714 326,700 330,712 332,742",
    "362,705 350,702 342,718 344,738 355,742 365,722 368,704 367,728 374,742 384,730",
    "389,742 393,715 396,702 402,712 412,706",
    "436,705 424,702 416,718 418,738 430,742 439,722 442,704 441,728 450,742 462,736 492,728",
    "540,676 520,672 504,690 499,720 508,748 528,757 550,745 562,715 560,690 548,675 540,690 556,708 592,688",
    "582,776 612,752 640,738 660,736 657,752 645,760 638,752 650,738 690,742 730,740 770,728 812,714",
)


def amaras_signature() -> tuple[Stroke, ...]:
    """Return the signature that stands in the pictures: eleven seconds of writing, in eight strokes."""
    strokes = []
    ms = 0
    for line in _AMARA:
        corners = [tuple(int(part) / 1000 for part in pair.split(",")) for pair in line.split()]
        points = []
        for x, y in _smooth([(corner[0], corner[1]) for corner in corners]):
            ms += 14
            points.append(Point(round(x, 4), round(y, 4), ms, 0.5))
        ms += 180
        strokes.append(Stroke(tuple(points)))
    return tuple(strokes)


def _smooth(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points along a Catmull-Rom curve through the corners, four for each span."""
    padded = [corners[0], *corners, corners[-1]]
    points: list[tuple[float, float]] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(4):
            t = step / 4
            points.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * start[axis]
                        + (end[axis] - before[axis]) * t
                        + (2 * before[axis] - 5 * start[axis] + 4 * end[axis] - after[axis]) * t * t
                        + (3 * start[axis] - before[axis] - 3 * end[axis] + after[axis]) * t * t * t
                    )
                    for axis in (0, 1)
                )
            )
    points.append(corners[-1])
    return points
