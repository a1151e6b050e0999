"""Write src/vbhc/text/widths.json: advance widths of Liberation Serif, which has the metrics of Times New Roman.

Run: python tools/font_widths.py [FOLDER WITH LiberationSerif-*.ttf]
"""

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FACES = {"": "Regular", "b": "Bold", "i": "Italic", "bi": "BoldItalic"}
RANGES = [(0x20, 0x7F), (0xA0, 0x250), (0x300, 0x370), (0x1EA0, 0x1F00), (0x2010, 0x2040), (0x20AB, 0x20AC)]


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/liberation2")
    out: dict[str, dict[str, int]] = {}
    for face, name in FACES.items():
        font = TTFont(folder / f"LiberationSerif-{name}.ttf")
        assert font["head"].unitsPerEm == 2048
        cmap, advances = font.getBestCmap(), font["hmtx"]
        out[face] = {chr(c): advances[cmap[c]][0] for first, last in RANGES for c in range(first, last) if c in cmap}
    target = Path(__file__).parents[1] / "src/vbhc/text/widths.json"
    target.write_text(json.dumps(out, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
