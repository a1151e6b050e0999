"""The earlier draft's file with every change to the later one tracked, for a leader to accept or reject in Word."""

from __future__ import annotations

from dataclasses import dataclass

from vbhc import compare, recognising
from vbhc.compare.redlining import plan
from vbhc.errors import UserError
from vbhc.model.ban_doc import BanDoc
from vbhc.model.so_sanh import Loai, SoSanh
from vbhc.reviewing.drafts import Draft
from vbhc.word import revisions, seeing, tracked

AI = "vbhc"
"""Whose changes they are, in Word."""


@dataclass(frozen=True, slots=True)
class Redline:
    """The marked file, and what of the comparison it does not carry, in words for people."""

    parts: dict[str, bytes]
    bo_lai: tuple[str, ...]


def redline(before: Draft, after: Draft, khi: str) -> Redline:
    """The file of `before` with tracked changes: accepting all makes it read as `after`, rejecting all as it was.

    What is found otherwise by reading both outcomes again is told. Formats stay those of `before`. Changes that were
    tracked in it already are taken as accepted.

    Args:
        before: the earlier draft.
        after: the later one.
        khi: when the changes are made, as ISO date and time.

    Raises:
        UserError: the earlier draft is no Word file of today, is signed, or cannot be marked.
    """
    if not before.parts:
        raise UserError(f"{before.ten}: bản trước không phải tệp Word .docx nên không ghi thay đổi theo dõi vào được")
    parts = revisions.accept(before.parts)
    settled = recognising.doc(seeing.view_of(parts, before.ten))
    found = compare.so_sanh(settled, after.document)
    wanted = plan(found)
    made = tracked.apply_some(parts, wanted.edits, ai=AI, khi=khi)
    left = [*wanted.bo_lai, *(f"{before.ten}: {why}" for _, why in made.bo_lai)]
    rejected = compare.so_sanh(settled, _read(revisions.reject(made.parts), before.ten))
    if any(True for _ in rejected.chu):
        why = "không chứng minh được rằng từ chối hết thì trở lại như cũ; báo cho người phát triển"
        raise UserError(f"{before.ten}: {why}")
    accepted = compare.so_sanh(_read(revisions.accept(made.parts), after.ten), after.document)
    left += _not_carried(accepted)
    return Redline(made.parts, tuple(dict.fromkeys(left)))


def _read(parts: dict[str, bytes], name: str) -> BanDoc:
    return recognising.doc(seeing.view_of(parts, name))


def _not_carried(accepted: SoSanh) -> list[str]:
    """Where the marked file, all accepted, still reads otherwise than the later draft."""
    return [f"{one.vi_tri}: chưa ghi được ({one.loai})" for one in accepted.chu if one.loai is not Loai.DANH_SO]
