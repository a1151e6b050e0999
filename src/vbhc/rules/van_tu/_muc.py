"""Lists of the running text: items of one level under one parent, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from vbhc.model.ban_doc import BanDoc, Muc

CAP = frozenset({"khoan", "diem", "gach", "cong"})


def danh_sach(van_ban: BanDoc) -> Iterator[list[tuple[int, Muc]]]:
    """Each list with the indices of its items; an item of another level under the same parent begins a new one."""
    running: dict[int, list[tuple[int, Muc]]] = {}
    for index, item in enumerate(van_ban.muc):
        group = running.get(item.me)
        if group and (item.cap != group[-1][1].cap or item.cap not in CAP):
            yield running.pop(item.me)
            group = None
        if item.cap in CAP:
            if group is None:
                group = running[item.me] = []
            group.append((index, item))
    yield from running.values()
