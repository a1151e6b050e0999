"""The text of new files: a document ready to fill, an agency, a workspace's guide; commented and valid."""

from __future__ import annotations

from dataclasses import dataclass

from vbhc import norms
from vbhc.model.ho_so import Kind, NhomVaiTro
from vbhc.text.letters import key_of


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What a new document must know."""

    kind: Kind
    co_quan: str
    trich_yeu: str
    nguoi_ky: str
    luu: str
    nam: int
    kinh_gui: str = ""
    lenh_in: str = "vbhc build"


def folder_name(kind: Kind, trich_yeu: str) -> str:
    """A folder's name from kind and subject: `kh-trien-khai-cai-cach-hanh-chinh`; at most six words, 80 letters."""
    words = key_of(trich_yeu).split("_")[:6]
    return "-".join([key_of(kind.ma), *words])[:80].strip("-")


def quote(text: str) -> str:
    """A text as a YAML scalar that reads back as itself."""
    return "'" + text.replace("'", "''") + "'"


def document(new: NewDocument) -> str:
    """`van_ban.yaml` of a new document."""
    kind = new.kind
    name = norms.ten_loai()[kind.ma]
    lines = [
        "# yaml-language-server: $schema=../../schema/van_ban.schema.json",
        f"# {name}. Dòng mở đầu bằng # là chú thích, không in ra. Bỏ trống một khoá: phần ấy chưa có.",
        f"# Câu có dấu đặc biệt ở đầu thì đặt trong dấu nháy đơn. In thử: {new.lenh_in}",
        f"loai: {kind.ma}",
        f"co_quan: {quote(new.co_quan)}  # tệp trong data/co_quan",
        "so_van_ban:  # để trống khi chưa cấp số; bản in chừa chỗ",
        f"ngay_ban_hanh: {new.nam}  # {new.nam} | {new.nam}-04 | {new.nam}-04-10",
        f"trich_yeu: {quote(new.trich_yeu)}",
        "",
    ]
    if kind.ma == "BC":
        lines += [
            "# Báo cáo gửi cấp trên thì có Kính gửi; không gửi cấp trên thì ghi không và bỏ kinh_gui.",
            f"gui_cap_tren: {'có' if new.kinh_gui else 'không'}",
            f"kinh_gui: {quote(new.kinh_gui)}" if new.kinh_gui else "kinh_gui:",
            "",
        ]
    lines += [
        "# Văn bản được viện dẫn: tả một lần ở đây (hoặc trong data/vien_dan.yaml nếu nhiều văn bản cùng dùng),",
        "# trong câu ghi [@khoá]: lần đầu in đầy đủ, các lần sau in gọn.",
        "vien_dan:",
        "#  qd-1413:",
        "#    loai: Quyết định",
        "#    so_ky_hieu: 1413/QĐ-UBND",
        f"#    ngay: {new.nam}-04-10",
        "#    co_quan: Ủy ban nhân dân thành phố",
        "#    trich_yeu: ban hành …",
        "",
        "# Mỗi căn cứ một dòng (dấu ; và . cuối dòng do chương trình đặt), hoặc bỏ trống và viết mo_dau.",
        "can_cu:",
        "mo_dau:",
        "",
    ]
    for part in kind.phan:
        roles = part.vai_tro if isinstance(part, NhomVaiTro) else (part,)
        for role in roles:
            lines += [f"# {role.tieu_de}: {role.mo_ta}.", f"{role.ma}:"]
            lines += _example(role.ma)
            lines.append("")
    lines += [
        "ket_thuc:  # đoạn cuối; dấu ./. do chương trình đặt",
        "",
        "noi_nhan:  # mỗi nơi một dòng, không cần dấu chấm phẩy; dòng Lưu ở khoá luu",
        "  - Các phòng, đơn vị thuộc cơ quan",
        f"luu: {quote(new.luu)}",
        f"nguoi_ky: {quote(new.nguoi_ky)}  # khoá trong nguoi_ky của tệp cơ quan",
        "",
        "# Phụ lục: lời văn phải chỉ tới phụ lục, ví dụ (Chi tiết tại [@danh-muc] kèm theo).",
        "phu_luc:",
        "#  - ma: danh-muc",
        "#    tieu_de: Danh mục các nhiệm vụ",
        "#    huong: ngang",
        "#    bang:",
        "#      nguon: nhiem_vu.xlsx  # .xlsx .xls .ods .csv cạnh tệp này; hoặc nhiem_vu: các nhiệm vụ ở trên",
        "#      stt: có",
        "#      cot:",
        "#        - {khoa: noi_dung, tieu_de: Nhiệm vụ, rong: 40}",
        "#        - {khoa: chu_tri, tieu_de: Đơn vị chủ trì, rong: 20}",
        "",
    ]
    return "\n".join(lines)


def _example(role: str) -> list[str]:
    if role == "noi_dung":
        return [
            "#  - tieu_de: Tên nhóm nhiệm vụ",
            "#    muc:",
            "#      - tieu_de: Tên nhiệm vụ",
            "#        nhiem_vu:",
            "#          chu_tri: Văn phòng",
            "#          phoi_hop: Các phòng, đơn vị liên quan",
            "#          thoi_han: {truoc: 01/12, hang_nam: có}",
        ]
    return ["#  - Mỗi dòng một gạch đầu dòng; hoặc viết | rồi gõ đề cương 1. a) - như trong Word."]


def agency(ten: str, chu_quan: str, viet_tat: str, dia_danh: str, chuc_vu: str, ho_ten: str) -> str:
    """`data/co_quan/<khoá>.yaml` of a new workspace."""
    return "\n".join(
        [
            "# yaml-language-server: $schema=../schema/co_quan.schema.json",
            "# Những gì các văn bản của cơ quan dùng chung.",
            f"ten: {quote(ten)}",
            f"chu_quan: {quote(chu_quan)}  # tên in ở đầu trang, viết tắt được những cụm từ thông dụng",
            f"viet_tat: {quote(viet_tat)}  # nhóm chữ cuối của ký hiệu",
            f"dia_danh: {quote(dia_danh)}",
            "co_chu: 14  # bộ cỡ chữ 14 hoặc 13",
            "hinh_thuc: giấy  # giấy hoặc điện tử",
            "dia_chi:  # in cuối trang đầu khi văn bản ghi in_dia_chi: có",
            "don_vi:  # mỗi đơn vị một khoá",
            "  vp: Văn phòng",
            "nguoi_ky:",
            "  thu-truong:",
            f"    chuc_vu: [{quote(chuc_vu)}]",
            f"    ho_ten: {quote(ho_ten)}",
            "#  cap-pho:",
            f"#    chuc_vu: [{quote('KT. ' + chuc_vu)}, {quote('Phó ' + chuc_vu)}]",
            "#    ho_ten: …",
            "nhom_noi_nhan:  # nhóm nơi nhận dùng nhiều lần; trong văn bản ghi - nhom: khoá",
            "",
        ]
    )


CITED = """# yaml-language-server: $schema=schema/vien_dan.schema.json
# Văn bản được nhiều văn bản viện dẫn: tả một lần ở đây, trong câu ghi [@khoá].
vien_dan:
"""

GUIDE = """# Thư mục làm việc của vbhc

- `data/co_quan/`: tên cơ quan, đơn vị, người ký, nhóm nơi nhận.
- `data/vien_dan.yaml`: văn bản được viện dẫn nhiều lần.
- `data/<năm>/<loại>-<việc>/`: mỗi văn bản một thư mục, trong đó có `van_ban.yaml` và các bảng tính.
  Gửi nhiều nơi, mỗi nơi một bản: thêm `tron: {nguon: danh-sach.xlsx, khoa: tên cột}`, mỗi hàng của danh sách in một
  văn bản, `<<tên cột>>` lấy giá trị của hàng.
- `data/schema/`: lược đồ; VS Code với phần mở rộng YAML sẽ gợi ý khoá khi gõ.
- `templates/`: mẫu Word của cơ quan. Sửa kiểu chữ, giãn dòng bằng Word; giữ các thẻ {{ … }} và tên kiểu “VB …”.
- `output/`: tệp in ra. Tệp đã sửa bằng Word không bao giờ bị ghi đè khi chưa hỏi.

    vbhc new KH          # tạo kế hoạch mới
    vbhc build           # in mọi văn bản
    vbhc annex THƯ_MỤC   # in lại phụ lục khi có bảng tính mới
    vbhc check           # soát thể thức
    vbhc diff A B        # so hai bản
    vbhc pdf             # xuất PDF
"""
