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
from vbhc.model.co_quan import CoQuan, NguoiKy, VienDan
from vbhc.model.ho_so import Kind, Places
from vbhc.model.van_ban import Muc, VanBan
from vbhc.problems import Problems
from vbhc.text import inline, letters, outline
from vbhc.text.numbering import la_ma

MAX_ROMAN = 399


def check_signer(signer: NguoiKy, places: Places, path: hs.Path, problems: Problems) -> None:
    """Authority and its combinations (II.7b, Điều 13); no academic title before the name (II.7c)."""
    rules = norms.ky()
    found = [re.match(r"(TM|KT|TL|TUQ|Q)[.\s]", line, re.IGNORECASE) for line in signer.chuc_vu]
    marks = [f"{m[1].upper()}." if m else "" for m in found]
    place = places.of(*path, "chuc_vu")
    if marks not in rules["to_hop"]:
        if "TUQ." in marks[:-1] and len(marks) > 2:
            what = "thừa ủy quyền thì không được ủy quyền lại (Điều 13 khoản 3)"
        elif marks[-1]:
            what = f"dưới “{signer.chuc_vu[-1]}” còn thiếu dòng chức vụ của người ký"
        elif not any(marks):
            what = f"“{signer.chuc_vu[0]}” thiếu chữ chỉ quyền hạn (TM., KT., TL., TUQ.)"
        else:
            what = f"các dòng {' / '.join(signer.chuc_vu)} không theo thứ tự của Phụ lục I, II.7b"
        right = _VI_DU_KY.get(marks[0], _VI_DU_KY["KT."])
        problems.loi("nguoi_ky/quyen_han", place, what, f"Viết như: {right}", "Người ký")
    for line, mark in zip(signer.chuc_vu, found, strict=True):
        if mark and not re.match(r"\.\s", line[mark.end(1) :]):
            problems.loi(
                "nguoi_ky/quyen_han", place, f"“{line}”: sau chữ viết tắt phải có dấu chấm và dấu cách",
                f"Viết: {mark[1].upper()}. {line[mark.end() :].strip()}", "Người ký",
            )  # fmt: skip
    if signer.ho_ten.isupper() or signer.ho_ten.islower():
        problems.canh_bao(
            "nguoi_ky/ho_ten", places.of(*path, "ho_ten"), f"“{signer.ho_ten}”: họ tên viết hoa chữ đầu mỗi tiếng",
            f"Viết: {signer.ho_ten.title()}", "Họ tên",
        )  # fmt: skip
    titles = "|".join(re.escape(t.rstrip(".")) for t in rules["hoc_vi"])
    title = re.match(rf"(?:{titles})(?:\.|\s)", signer.ho_ten, re.IGNORECASE)
    if title:
        problems.canh_bao(
            "nguoi_ky/hoc_vi", places.of(*path, "ho_ten"),
            f"trước họ tên người ký không ghi “{title.group().strip()}” (Phụ lục I, II.7c)",
            "Bỏ học hàm, học vị, danh hiệu; ngành giáo dục, y tế, khoa học theo quy định riêng của ngành", "Họ tên",
        )  # fmt: skip


_VI_DU_KY = {
    "KT.": "[KT. Giám đốc, Phó Giám đốc]",
    "TM.": "[TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch]",
    "TL.": "[TL. Giám đốc, Chánh Văn phòng]",
    "TUQ.": "[TUQ. Chủ tịch, Giám đốc Sở]",
    "Q.": "[Q. Giám đốc]",
}


def check_agency(document: VanBan, agency: CoQuan, places: Places, problems: Problems) -> None:
    """What the document asks of its agency's file: an address, the keys of units."""
    if document.in_dia_chi and not agency.dia_chi:
        problems.loi(
            "co_quan/dia_chi", places.of("in_dia_chi"), "tệp cơ quan chưa có `dia_chi` để in",
            f"Thêm `dia_chi: [địa chỉ, điện thoại…]` vào data/co_quan/{document.co_quan}.yaml, hoặc bỏ dòng này",
        )  # fmt: skip
    known = {key.casefold() for key in agency.don_vi}

    def walk(items: tuple[Muc, ...], path: hs.Path) -> None:
        for i, item in enumerate(items):
            for name in ("don_vi_thuc_hien", "chu_tri", "phoi_hop") if item.nhiem_vu else ():
                for piece in re.split("[,;]", getattr(item.nhiem_vu, name)):
                    short = re.fullmatch(r"\S{1,12}", piece.strip())
                    if short and (short[0].islower() or short[0].isupper()) and short[0].casefold() not in known:
                        near = letters.nearest(short[0], agency.don_vi)
                        problems.canh_bao(
                            "nhiem_vu/don_vi", places.of(*path, i, "nhiem_vu", name),
                            f"“{short[0]}” không phải khoá đơn vị nào, sẽ in nguyên chữ ấy",
                            f"Có phải `{near}`?" if near else f"Viết cả tên; khoá đang có: {', '.join(agency.don_vi)}",
                        )  # fmt: skip
            walk(item.muc, (*path, i, "muc"))

    for n, part in enumerate(document.phan):
        walk(part.noi_dung, ("phan", n, "noi_dung"))


CAN_CU = ("căn cứ", "thực hiện", "theo", "xét", "trên cơ sở", "sau khi", "thi hành", "triển khai")


def check_words(document: VanBan, data: Mapping[str, Any], places: Places, problems: Problems) -> None:
    """The words of the head as the văn thư reads them: subject, place, căn cứ; parts that say nothing."""
    for i, line in enumerate(document.can_cu):
        if not line.casefold().startswith(CAN_CU):
            problems.canh_bao(
                "can_cu/mo_dau", places.of("can_cu", i), f"căn cứ “{line[:40]}” không mở đầu bằng “Căn cứ”",
                "Viết: Căn cứ …; hoặc Thực hiện …, Theo đề nghị của …, Xét …",
            )  # fmt: skip
    folder = re.match(r"data/(\d{4})/", places.file)
    if folder and document.ngay_ban_hanh.nam and document.ngay_ban_hanh.nam != int(folder[1]):
        problems.canh_bao(
            "ngay/nam_khac", places.of("ngay_ban_hanh"),
            f"ngày ban hành năm {document.ngay_ban_hanh.nam} mà văn bản ở data/{folder[1]}",
            "Xem lại năm; nếu đúng, chuyển thư mục sang năm ấy",
        )  # fmt: skip
    subject, at = document.trich_yeu, places.of("trich_yeu")
    name = norms.ten_loai().get(document.loai, "")
    opening = re.match(rf"({re.escape(name)}|V/v)\b[:\s]*" if name else r"(V/v)\b[:\s]*", subject, re.IGNORECASE)
    if opening:
        problems.canh_bao(
            "trich_yeu/mo_dau", at, f"trích yếu mở đầu bằng “{opening[1]}”",
            f"Tên loại đã in ở dòng trên; bỏ chữ ấy: {subject[opening.end() :][:40]}…",
        )  # fmt: skip
    if subject.isupper() and " " in subject:
        problems.canh_bao("trich_yeu/in_hoa", at, "trích yếu viết hoa cả dòng", "Chỉ viết hoa chữ đầu và tên riêng")
    if isinstance(data.get("trich_yeu"), str) and data["trich_yeu"].rstrip() not in ("", subject):
        problems.thong_tin("trich_yeu/dau_cuoi", at, "dấu ở cuối trích yếu được bỏ khi in", "Bỏ dấu ấy")
    if document.dia_danh[:1].islower():
        problems.canh_bao(
            "dia_danh/viet_hoa", places.of("dia_danh"), f"địa danh “{document.dia_danh}” chưa viết hoa",
            f"Viết: {document.dia_danh.title()}",
        )  # fmt: skip
    for i, part in enumerate(document.phan):
        if not part.noi_dung and not part.ghi_chu:
            problems.loi(
                "phan/trong", places.of("phan", i), "phần chỉ có tiêu đề, chưa có nội dung",
                "Viết `noi_dung`, hoặc bỏ phần này",
            )  # fmt: skip


def check_close(document: VanBan, keep: str, places: Places, problems: Problems) -> None:
    """The lines that the program itself makes, or that this kind does not have, are not typed (II.9)."""
    if not re.match(r"VT(?![\w])", keep):
        problems.loi("noi_nhan/luu", places.of("luu"), f"“{keep}”: dòng Lưu mở đầu bằng VT", "Ví dụ: VT, VP", "Lưu")
    for i, line in enumerate(document.noi_nhan):
        text = line.ten.casefold()
        if re.match(r"lưu\s*:|lưu\s+vt\b", text):
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


_DAU = re.compile(r"[*^\[]")
CO_VIEN_DAN = ("can_cu", "mo_dau", "phan", "tieu_de_phan", "ket_thuc", "phu_luc")
"""The fields in whose text a citation is written out."""


def check_texts(
    aligner: Aligner, data: Mapping[str, Any], shared: Mapping[str, VienDan] | None, problems: Problems
) -> None:
    """Citations and inline marks in every text as it was typed, each at its own line."""
    annexes = [a["ma"] for a in data.get("phu_luc", []) if isinstance(a, dict) and "ma" in a]
    keys = [*(shared or {}), *data.get("vien_dan", {}), *annexes]
    for path, text, place in ((p, x, at) for p, lines in aligner.texts for x, at in lines if _DAU.search(x)):
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
                f"Thêm {inline.DONG.get(mark, mark)} đóng, hoặc gõ \\{mark[0]} nếu muốn in dấu ấy",
            )  # fmt: skip


_NGO = {
    "phan": ("noi_dung/phan", "“{}” mở đầu dòng: số của phần do chương trình đánh, dòng này in như một đoạn",
             "Viết các phần bằng khoá của từng phần, hoặc `phan:` với `tieu_de` và `noi_dung`"),
    "dinh": ("noi_dung/dau_muc", "sau “{}” không có dấu cách nên dòng in như một đoạn",
             "Muốn là khoản, điểm, gạch đầu dòng thì thêm dấu cách: “1. ”, “a) ”, “- ”"),
    "ngoac": ("noi_dung/dau_muc", "dòng mở đầu bằng “{}” in như một đoạn",
              "Muốn là khoản, điểm thì gõ “1. ”, “a) ”"),
    "noi": ("noi_dung/xuong_dong", "dòng mở đầu bằng “{}…” viết thường mà dòng trên chưa hết câu: in thành đoạn riêng",
            "Nối dòng này vào cuối dòng trên"),
}  # fmt: skip
_PHU_LUC = re.compile(
    r"Phụ lục (?:số )?([IVXLC]+|[0-9]+)\b(?![^.;]{0,40}(?:Nghị định|Thông tư|Quyết định|Luật|số \d|\[@))"
)


def check_outlines(aligner: Aligner, annexes: int, problems: Problems) -> None:
    """Lines of an outline that may not print as their writer means, and annexes named that are not there."""
    names = {la_ma(n) for n in range(1, min(annexes, MAX_ROMAN) + 1)} if annexes > 1 else set()
    for path, lines in aligner.texts:
        if not path or path[0] not in CO_VIEN_DAN:
            continue
        before, is_outline = "", _is_outline(path)
        for text, place in lines:
            for found in _PHU_LUC.finditer(text) if annexes else ():
                if found[1] not in names:
                    problems.canh_bao(
                        "phu_luc/so_go", place, f"“{found[0]}” không có: văn bản có {annexes} phụ lục"
                        + (f" (I đến {la_ma(annexes)})" if names else ", in là “Phụ lục”"),
                        "Đặt `ma` cho phụ lục rồi viết [@mã]",
                    )  # fmt: skip
            if is_outline:
                doubt, words = outline.dang_ngo(text, before)
                if doubt:
                    code, message, hint = _NGO[doubt]
                    told = problems.thong_tin if doubt == "ngoac" else problems.canh_bao
                    told(code, place, message.format(words), hint)
                before = text


def _is_outline(path: hs.Path) -> bool:
    last = next(step for step in reversed(path) if isinstance(step, str))
    wanted = ("mo_dau", "ket_thuc", "noi_dung", "muc", "loi_van")
    return (
        "nhiem_vu" not in path
        and path[0] != "tieu_de_phan"
        and (last in wanted or (path[0] == "phu_luc" and last == "ghi_chu"))
    )
