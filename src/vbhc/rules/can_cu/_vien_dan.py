"""What a căn cứ itself cites, apart from what is cited inside the subject of another document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, VienDan

_TRUOC = re.compile(r"(?:^|;\s*)(?:[-–—•+*]\s*)?(?:Căn cứ\s+)?(?:các\s+)?$", re.IGNORECASE)


def chinh(van_ban: BanDoc) -> Iterator[tuple[VienDan, str]]:
    """Each document that a căn cứ begins with (also after `;` in one line), and the words from there to the next."""
    by_line: dict[int, list[VienDan]] = {}
    for cited in van_ban.vien_dan:
        if cited.can_cu:
            by_line.setdefault(id(cited.dong), []).append(cited)
    for found in by_line.values():
        own = [v for v in found if _TRUOC.search(v.dong.chu[max(v.dau - 20, 0) : v.dau])]
        for i, cited in enumerate(own):
            end = own[i + 1].dau if i + 1 < len(own) else len(cited.dong.chu)
            yield cited, cited.dong.chu[cited.dau : end]


__all__ = ["chinh"]
