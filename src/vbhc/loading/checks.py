"""What can be wrong in a document beyond the shape of its data: each fault at its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vbhc import norms
from vbhc.composing import citing
from vbhc.composing.text import NHAN_NHIEM_VU
from vbhc.loading.align import Aligner
from vbhc.model import ho_so as hs
from vbhc.model.co_quan import NguoiKy, VienDan
from vbhc.model.ho_so import Kind, Places
from vbhc.model.van_ban import VanBan
from vbhc.problems import Problems
from vbhc.text import inline, letters

MAX_ROMAN = 399


def check_signer(signer: NguoiKy, places: Places, path: hs.Path, problems: Problems) -> None:
    """Authority and its combinations (II.7b, Điều 13); no academic title before the name (II.7c)."""
    rules = norms.ky()
    marks: list[str] = []
    for line in signer.chuc_vu:
        found = re.match(r"(TM|KT|TL|TUQ|Q)\.?\s", line, re.IGNORECASE)
        marks.append(f"{found.group(1).upper()}." if found else "")
    place = places.of(*path, "chuc_vu")
    if marks not in rules["to_hop"]:
        shown = " / ".join(m or "…" for m in marks)
        legal = "; ".join(" / ".join(m or "…" for m in row) for row in rules["to_hop"])
        what = (
            "thừa ủy quyền thì không được ủy quyền lại (Điều 13 khoản 3)"
            if "TUQ." in marks[:-1] and len(marks) > 2
            else ""
        )
        problems.loi(
            "nguoi_ky/quyen_han",
            place,
            f"quyền hạn “{shown}” không hợp lệ{'; ' + what if what else ''}",
            f"Được dùng: {legal}",
            "Người ký",
        )
    for line in signer.chuc_vu:
        if re.match(r"(TM|KT|TL|TUQ|Q)\s", line, re.IGNORECASE):
            problems.loi(
                "nguoi_ky/quyen_han",
                place,
                f"“{line}”: sau chữ viết tắt phải có dấu chấm",
                "Ví dụ: KT. Giám đốc",
                "Người ký",
            )
    titles = "|".join(re.escape(t.rstrip(".")) for t in rules["hoc_vi"])
    title = re.match(rf"(?:{titles})(?:\.|\s)", signer.ho_ten, re.IGNORECASE)
    if title:
        problems.canh_bao(
            "nguoi_ky/hoc_vi", places.of(*path, "ho_ten"),
            f"trước họ tên người ký không ghi “{title.group().strip()}” (Phụ lục I, II.7c)",
            "Bỏ học hàm, học vị, danh hiệu; ngành giáo dục, y tế, khoa học theo quy định riêng của ngành", "Họ tên",
        )  # fmt: skip


def check_close(document: VanBan, keep: str, places: Places, problems: Problems) -> None:
    """The lines that the program itself makes, or that this kind does not have, are not typed (II.9)."""
    if not re.match(r"VT(?![\w])", keep):
        problems.loi("noi_nhan/luu", places.of("luu"), f"“{keep}”: dòng Lưu mở đầu bằng VT", "Ví dụ: VT, VP", "Lưu")
    for i, line in enumerate(document.noi_nhan):
        text = line.ten.strip().removeprefix("- ").casefold()
        if text.startswith("lưu:"):
            problems.loi(
                "noi_nhan/luu",
                places.of("noi_nhan", i),
                "dòng Lưu không nằm trong noi_nhan",
                "Chuyển sang khoá `luu`, ví dụ: luu: VT, VP",
                "Nơi nhận",
            )
        if text.startswith("như trên"):
            problems.loi(
                "noi_nhan/nhu_tren",
                places.of("noi_nhan", i),
                "“Như trên” do chương trình in khi có Kính gửi",
                "Bỏ dòng này",
                "Nơi nhận",
            )
    if document.kinh_gui and document.loai != "BC":
        problems.loi(
            "kinh_gui/khong_dung", places.of("kinh_gui"),
            f"{norms.ten_loai()[document.loai].lower()} không có Kính gửi (Phụ lục I, II.9c)",
            "Bỏ `kinh_gui`; nơi nhận ghi ở `noi_nhan`", "Kính gửi",
        )  # fmt: skip
    if document.gui_cap_tren is not None and document.loai != "BC":
        problems.loi(
            "kinh_gui/khong_dung",
            places.of("gui_cap_tren"),
            "`gui_cap_tren` chỉ dùng cho báo cáo",
            "Bỏ dòng này",
        )
    if document.so_ban and not document.nguoi_soan:
        problems.loi(
            "nguoi_soan/thieu",
            places.of("so_ban"),
            "có số bản phát hành mà thiếu ký hiệu người soạn thảo",
            "Thêm `nguoi_soan`, ví dụ: PL",
        )


def check_keys(document: VanBan, kind: Kind, places: Places, problems: Problems) -> None:
    """Names inside the document: of parts, labels, annexes, roles; none twice, none unknown."""
    for key in document.tieu_de_phan:
        if key not in kind.khoa_tieu_de:
            known = ", ".join(kind.khoa_tieu_de)
            near = letters.nearest(key, kind.khoa_tieu_de)
            problems.loi(
                "du_lieu/khoa_la",
                places.of("tieu_de_phan", key),
                f"không có phần “{key}”",
                f"Có phải `{near}`?" if near else f"Đang có: {known}",
            )
    for key in document.nhan_nhiem_vu:
        if key not in NHAN_NHIEM_VU:
            problems.loi(
                "du_lieu/khoa_la",
                places.of("nhan_nhiem_vu", key),
                f"không có nhãn “{key}”",
                f"Đang có: {', '.join(NHAN_NHIEM_VU)}",
            )
    keys = [a.ma for a in document.phu_luc if a.ma]
    for i, annex in enumerate(document.phu_luc):
        if annex.ma and (keys.count(annex.ma) > 1 or annex.ma in document.vien_dan):
            problems.loi(
                "du_lieu/khoa_lap",
                places.of("phu_luc", i, "ma"),
                f"khoá “{annex.ma}” đã dùng cho phụ lục hay viện dẫn khác",
                "Đặt khoá khác",
            )
    for key, many in (("phan", document.phan), ("phu_luc", document.phu_luc)):
        if len(many) > MAX_ROMAN:
            problems.loi(
                "phan/qua_nhieu",
                places.of(key),
                f"{len(many)} mục, số La Mã chỉ đánh đến {MAX_ROMAN}",
                "Chia thành nhiều văn bản",
            )
    for i, part in enumerate(document.phan):
        if part.vai_tro and part.vai_tro in [p.vai_tro for p in document.phan[:i]]:
            problems.loi(
                "phan/vai_tro",
                places.of("phan", i, "vai_tro"),
                f"vai trò “{part.vai_tro}” đã có ở một phần trên",
                "Gộp hai phần làm một, hoặc bỏ `vai_tro` của một phần",
                "Vai trò",
            )
        if not part.vai_tro and not part.tieu_de:
            problems.loi(
                "du_lieu/thieu",
                places.of("phan", i),
                "phần chưa có `tieu_de`",
                "Phần phải có tiêu đề (Phụ lục I, II.6d)",
                "Tiêu đề",
            )
        if part.vai_tro and part.vai_tro not in kind.vai_tro:
            near = letters.nearest(part.vai_tro, kind.vai_tro)
            hint = f"Có phải `{near}`?" if near else f"Đang có: {', '.join(kind.vai_tro)}"
            problems.loi(
                "phan/vai_tro",
                places.of("phan", i, "vai_tro"),
                f"không có vai trò “{part.vai_tro}”",
                hint,
                "Vai trò",
            )


CO_VIEN_DAN = ("can_cu", "mo_dau", "phan", "tieu_de_phan", "ket_thuc", "phu_luc")
"""The fields in whose text a citation is written out."""


def check_texts(
    aligner: Aligner, data: dict[str, Any], shared: Mapping[str, VienDan] | None, problems: Problems
) -> None:
    """Citations and inline marks in every text as it was typed, each at its own line."""
    annexes = [a["ma"] for a in data.get("phu_luc", []) if isinstance(a, dict) and "ma" in a]
    keys = [*(shared or {}), *data.get("vien_dan", {}), *annexes]
    for path, text, place in aligner.texts:
        if citing.MARK.search(text) and (path[0] not in CO_VIEN_DAN or ("bang" in path and "hang" not in path)):
            problems.loi(
                "vien_dan/sai_cho", place, f"ở đây không dùng được viện dẫn: “{text.strip()[:40]}”",
                "Viết thẳng số, ký hiệu; [@khoá] chỉ dùng trong căn cứ, lời văn, phụ lục và ô của bảng",
            )  # fmt: skip
        elif shared is not None:
            problems.extend(citing.faults(text, keys, place))
        for mark in inline.parse(text).ho:
            problems.canh_bao(
                "noi_dung/dau_ho", place, f"dấu {mark} mở ở “{text.strip()[:40]}…” mà không đóng, sẽ in nguyên dấu",
                f"Thêm {mark} đóng, hoặc gõ \\{mark[0]} nếu muốn in dấu ấy",
            )  # fmt: skip
