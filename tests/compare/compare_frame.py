"""Edits of what stands around the text: head, căn cứ, opening and closing, recipients, signature."""

from __future__ import annotations

import random
from typing import Any

from compare_drafts import Draft
from compare_points import reworded
from compare_wants import POINTS, Edit, Made, Taken, Want, bare
from rules_generate import NAMES

from vbhc.model.so_sanh import Loai

_RECIPIENTS = ("Sở Nội vụ", "Sở Tư pháp", "Cổng Thông tin điện tử", "Liên đoàn Lao động", "Hội Cựu chiến binh",
               "Kho bạc Nhà nước khu vực III", "Các trường học trên địa bàn")  # fmt: skip
_BASES = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025",
    "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về thực hiện cơ chế một cửa",
)
_FOLLOWS = frozenset({"kem_theo"})
"""What says the number and date again in every annex: it may be told or not."""


def _recipient_added(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    fresh = [r for r in _RECIPIENTS if r not in draft.doc["noi_nhan"] and r not in taken]
    at = dice.randint(0, len(draft.doc["noi_nhan"]))
    if not fresh or "noi_nhan" in taken:
        return None
    new = dice.choice(fresh)
    draft.doc["noi_nhan"].insert(at, new)
    taken |= {new, "noi_nhan"}
    return Made("recipient_added", new, lambda a, b: [(_line(Loai.THEM, "noi_nhan", "", new),)])


def _line(loai: Loai, la: str, cu: str, moi: str) -> Want:
    return Want(loai, frozenset({la}), bare(cu), bare(moi))


def _recipient_removed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    own = [r for r in draft.doc["noi_nhan"] if r not in taken]
    if len(own) < 2 or "noi_nhan" in taken:
        return None
    old = dice.choice(own)
    draft.doc["noi_nhan"].remove(old)
    taken |= {old, "noi_nhan"}
    return Made("recipient_removed", old, lambda a, b: [(_line(Loai.BO, "noi_nhan", old, ""),)])


def _recipient_changed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    own = [r for r in draft.doc["noi_nhan"] if r not in taken and len(r.split()) > 3]
    if not own or "noi_nhan" in taken:
        return None
    old = dice.choice(own)
    new = f"{old} thành phố"
    draft.doc["noi_nhan"][draft.doc["noi_nhan"].index(old)] = new
    taken |= {old, new, "noi_nhan"}
    return Made("recipient_changed", new, lambda a, b: [(_line(Loai.SUA, "noi_nhan", old, new),)])


def _basis_added(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    bases: list[str] = draft.doc.get("can_cu", [])
    fresh = [t for t in _BASES if t not in bases]
    if not bases or not fresh or "can_cu" in taken:
        return None
    new = dice.choice(fresh)
    bases.insert(dice.randint(0, 1), new)
    taken.add("can_cu")
    return Made("basis_added", new, lambda a, b: [(_line(Loai.THEM, "can_cu", "", new),)])


def _basis_removed(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    """Not the one that cites: what the text then cites for the first time would be written out there."""
    bases: list[str] = draft.doc.get("can_cu", [])
    if len(bases) < 2 or "can_cu" in taken:
        return None
    old = bases.pop(next(i for i, t in enumerate(bases) if "[@" not in t))
    taken.add("can_cu")
    return Made("basis_removed", old, lambda a, b: [(_line(Loai.BO, "can_cu", old, ""),)])


def _signer(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    signer = draft.agency["nguoi_ky"]["ky"]
    if "ho_ten" in taken:
        return None
    old, new = signer["ho_ten"], dice.choice([n for n in NAMES if n != signer["ho_ten"]])
    signer["ho_ten"] = new
    taken.add("ho_ten")
    return Made("signer_changed", new, lambda a, b: [
        (_line(Loai.SUA, "ho_ten", old, new),),
        (_line(Loai.BO, "ho_ten", old, ""), _line(Loai.THEM, "ho_ten", "", new)),
    ])  # fmt: skip


def _authority(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    signer = draft.agency["nguoi_ky"]["ky"]
    fresh = [x for x in (["Giám đốc"], ["KT. Giám đốc", "Phó Giám đốc"], ["Q. Giám đốc"]) if x != signer["chuc_vu"]]
    if "quyen_han" in taken:
        return None
    old, signer["chuc_vu"] = signer["chuc_vu"], dice.choice(fresh)
    new = signer["chuc_vu"]
    taken.add("quyen_han")
    return Made("authority_changed", f"{old} → {new}", lambda a, b: [
        (_line(Loai.SUA, "quyen_han", " ".join(old), " ".join(new)),)])  # fmt: skip


def _title(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    if "trich_yeu" in taken:
        return None
    taken.add("trich_yeu")
    old = draft.doc["trich_yeu"]
    new, _ = reworded(old, dice, dice.choice(["word_changed", "words_inserted"]))
    draft.doc["trich_yeu"] = new
    return Made("title_changed", new, lambda a, b: [(_line(Loai.SUA, "trich_yeu", old, new),)])


def _closing(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
    if "ket_thuc" in taken:
        return None
    taken.add("ket_thuc")
    old = draft.doc["ket_thuc"]
    new, tu = reworded(old, dice, dice.choice(["word_changed", "words_inserted", "words_deleted"]))
    draft.doc["ket_thuc"] = new
    return Made("closing_changed", new, lambda a, b: [(Want(Loai.SUA, POINTS, bare(old), bare(new), tu=tu),)])


def _field(kind: str, key: str, la: str, values: tuple[Any, ...]) -> Edit:
    """A field of the head given another value; it may have had none, or lose it."""

    def edit(draft: Draft, dice: random.Random, taken: Taken) -> Made | None:
        old = draft.doc.get(key)
        new = dice.choice([v for v in values if v != old])
        if key in taken or (new is None and old is None):
            return None
        taken.add(key)
        draft.doc = {k: v for k, v in draft.doc.items() if k != key} | ({key: new} if new is not None else {})
        loai = Loai.THEM if old is None and la == "dau" else Loai.BO if new is None and la == "dau" else Loai.SUA
        return Made(kind, f"{old} → {new}", lambda a, b: [(Want(loai, frozenset({la})),)])

    return edit


EDITS: dict[str, Edit] = {
    "recipient_added": _recipient_added,
    "recipient_removed": _recipient_removed,
    "recipient_changed": _recipient_changed,
    "basis_added": _basis_added,
    "basis_removed": _basis_removed,
    "signer_changed": _signer,
    "authority_changed": _authority,
    "title_changed": _title,
    "closing_changed": _closing,
    "number_changed": _field("number_changed", "so_van_ban", "so_ky_hieu", (15, 273, 1041)),
    "urgency_changed": _field("urgency_changed", "do_khan", "dau", ("khẩn", "thượng khẩn", "hỏa tốc", None)),
    "date_of_issue_changed": _field("date_of_issue_changed", "ngay_ban_hanh", "dia_danh", ("2026-08-11", "2026-09-24")),
}
