"""Right documents by the hundred: data folders made from a number, of every kind, size and habit the decree allows.

`write(root, n)` makes a workspace with `n` documents. The same number gives the same documents anywhere. They must be
silent under every rule: whatever a rule says of one of them is a false alarm of the rule or a fault of this generator.
"""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

import yaml

PLACES = (
    ("thanh-pho", "UBND thành phố Hải Phòng", "Hải Phòng", "Ủy ban nhân dân thành phố", "UBND"),
    ("tinh", "UBND tỉnh Hưng Yên", "Hưng Yên", "Ủy ban nhân dân tỉnh", "UBND"),
    ("bo", "Bộ Nông nghiệp và Môi trường", "Hà Nội", "Bộ Nông nghiệp và Môi trường", "BNNMT"),
)
AGENCIES = (
    ("Sở Khoa học và Công nghệ", "SKHCN"),
    ("Sở Nội vụ", "SNV"),
    ("Sở Tài chính", "STC"),
    ("Chi cục Thủy lợi", "CCTL"),
    ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
)
UNITS = (
    ("Văn phòng", "VP"), ("Phòng Kế hoạch", "KH"), ("Phòng Tổ chức", "TC"), ("Phòng Nghiệp vụ", "NV"),
    ("Phòng Pháp chế", "PC"), ("Trung tâm Dữ liệu", "TTDL"),
)  # fmt: skip
VERBS = (
    "Rà soát", "Cập nhật", "Công khai", "Tuyên truyền", "Phổ biến", "Đôn đốc", "Kiểm tra", "Tổng hợp", "Đánh giá",
    "Hoàn thiện", "Xây dựng", "Theo dõi",
)  # fmt: skip
OBJECTS = (
    "danh mục thủ tục hành chính thuộc phạm vi quản lý", "quy trình nội bộ giải quyết hồ sơ", "dữ liệu chuyên ngành",
    "kết quả thực hiện nhiệm vụ được giao", "nội quy, quy chế của cơ quan", "kế hoạch công tác của từng phòng",
    "tài liệu hướng dẫn tổ chức, cá nhân", "ý kiến phản ánh của người dân và doanh nghiệp", "hồ sơ lưu trữ điện tử",
    "chỉ số hài lòng của người dân", "trang thiết bị phục vụ công việc", "sáng kiến cải tiến lề lối làm việc",
)  # fmt: skip
TAILS = (
    "", " bảo đảm đúng thời hạn", " theo quy định hiện hành", " gắn với kỷ luật, kỷ cương hành chính",
    " trên Trang Thông tin điện tử", " phù hợp với tình hình thực tế", " kịp thời, chính xác",
)  # fmt: skip
SUBJECTS = (
    "Cải cách hành chính", "Chuyển đổi số", "Thực hành tiết kiệm, chống lãng phí", "Kiểm soát thủ tục hành chính",
    "Công tác văn thư, lưu trữ", "Xây dựng công sở thân thiện", "Bồi dưỡng công chức, viên chức",
)  # fmt: skip
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Thu Dung", "Vũ Đức Hải", "Đặng Minh Khoa")
LETTERS = "abcdđeghiklmn"


def write(root: Path, count: int, first: int = 0) -> list[Path]:
    """A workspace under `root` with documents `first` … `first + count - 1`; their folders."""
    (root / "data" / "co_quan").mkdir(parents=True, exist_ok=True)
    out = []
    for n in range(first, first + count):
        agency, document = _document(random.Random(f"vbhc {n}"), n)
        key = f"cq-{n}"
        document["co_quan"] = key
        folder = root / "data" / "2026" / f"{document['loai'].lower()}-{n}"
        folder.mkdir(parents=True, exist_ok=True)
        _dump(root / "data" / "co_quan" / f"{key}.yaml", agency)
        _dump(folder / "van_ban.yaml", document)
        out.append(folder)
    return out


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as a person writes them: after `|`."""


_Dumper.add_representer(
    str, lambda d, text: d.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)
)


def _dump(path: Path, data: dict[str, Any]) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def _document(dice: random.Random, n: int) -> tuple[dict[str, Any], dict[str, Any]]:
    _, parent, seat, superior, above = dice.choice(PLACES)
    name, short = dice.choice(AGENCIES)
    units = dice.sample(UNITS, dice.randint(3, 5))
    agency = {
        "ten": name,
        "chu_quan": parent,
        "viet_tat": short,
        "dia_danh": seat,
        "co_chu": dice.choice(["13", "14"]),
        "hinh_thuc": dice.choice(["giấy", "điện tử"]),
        "don_vi": {f"d{i}": {"ten": unit, "viet_tat": abbreviation} for i, (unit, abbreviation) in enumerate(units)},
        "nguoi_ky": {"ky": _signer(dice)},
    }
    kind = dice.choice(["KH", "KH", "TB", "BC"])
    day = datetime.date(2026, 1, 5) + datetime.timedelta(days=dice.randint(0, 200))
    issued = dice.random() < 0.7
    subject = dice.choice(SUBJECTS)
    cited = {"loai": "Quyết định", "so_ky_hieu": f"{dice.randint(10, 2000)}/QĐ-{above}",
             "ngay": (day - datetime.timedelta(days=dice.randint(5, 90))).isoformat(), "co_quan": superior,
             "trich_yeu": f"về ban hành Chương trình {subject[0].lower()}{subject[1:]} năm 2026"}  # fmt: skip
    title = {"KH": f"Thực hiện {subject[0].lower()}{subject[1:]} năm 2026",
             "TB": f"Phân công nhiệm vụ {subject[0].lower()}{subject[1:]} năm 2026",
             "BC": f"Kết quả {subject[0].lower()}{subject[1:]} năm 2026"}[kind]  # fmt: skip
    document: dict[str, Any] = {
        "loai": kind,
        "so_van_ban": dice.randint(1, 900) if issued else None,
        "ngay_ban_hanh": day.isoformat() if issued else dice.choice(["2026", f"2026-{day.month:02}"]),
        "trich_yeu": title,
        "vien_dan": {"qd": cited},
    }
    if kind == "KH" and dice.random() < 0.5:
        document["can_cu"] = ["Căn cứ [@qd]", f"Theo đề nghị của {units[0][0]}"]
    document["mo_dau"] = f"Thực hiện [@qd], {name} {_opening(kind)} như sau:"
    annexes = [_annex(dice, units, day, i) for i in range(dice.choice([0, 0, 1, 1, 2, 3]))]
    pointing = [f"Nội dung chi tiết tại [@pl-{i}] kèm theo." for i in range(len(annexes))]
    parts = {"KH": ["muc_dich", "yeu_cau", "noi_dung", "to_chuc_thuc_hien"], "TB": ["noi_dung"],
             "BC": ["ket_qua", "kien_nghi"]}[kind]  # fmt: skip
    for i, part in enumerate(parts):
        document[part] = _content(dice, pointing if i == len(parts) - 1 else [], inner=part in {"muc_dich", "yeu_cau"})
    document["ket_thuc"] = (
        f"Trên đây là nội dung {subject[0].lower()}{subject[1:]} năm 2026 của {name}; các phòng, đơn vị nghiêm túc "
        "thực hiện"
    )
    if kind == "BC":
        document["gui_cap_tren"] = dice.choice(["có", "có", "không"])
    if document.get("gui_cap_tren") == "có":
        document["kinh_gui"] = [superior, "Văn phòng Chính phủ"][: dice.randint(1, 2)]
    document["noi_nhan"] = dice.sample(
        [f"Lãnh đạo {name}", "Các phòng, đơn vị trực thuộc", "Báo và phát thanh, truyền hình", "Đảng ủy cơ quan"], 3
    )
    document["luu"] = f"VT, {units[0][1]}"
    document["nguoi_ky"] = "ky"
    if dice.random() < 0.3:
        document["do_khan"] = dice.choice(["khẩn", "thượng khẩn", "hỏa tốc"])
    if dice.random() < 0.3:
        document["nguoi_soan"] = dice.choice(["PL", "NTA", "TB"])
    if annexes:
        document["phu_luc"] = annexes
    return agency, {k: v for k, v in document.items() if v is not None}


def _signer(dice: random.Random) -> dict[str, Any]:
    lines = dice.choice([["Giám đốc"], ["KT. Giám đốc", "Phó Giám đốc"], ["Q. Giám đốc"],
                         ["TL. Giám đốc", "Chánh Văn phòng"], ["TUQ. Giám đốc", "Trưởng phòng"]])  # fmt: skip
    return {"chuc_vu": lines, "ho_ten": dice.choice(NAMES)}


def _opening(kind: str) -> str:
    return {"KH": "xây dựng Kế hoạch", "TB": "thông báo", "BC": "báo cáo"}[kind]


def _sentence(dice: random.Random) -> str:
    return f"{dice.choice(VERBS)} {dice.choice(OBJECTS)}{dice.choice(TAILS)}"


def _content(dice: random.Random, last: list[str], *, inner: bool) -> str:
    """An outline in one of the habits offices have: gạch, khoản, titled khoản with điểm or gạch.

    `inner`: it stands under a titled khoản, which leaves gạch, điểm and plain paragraphs.
    """
    lines: list[str] = []
    habit = dice.choice(["gach", "diem", "doan"] if inner else ["gach", "khoan", "khoan_diem", "khoan_gach", "doan"])
    count = dice.randint(2, 5)
    if habit == "doan":
        lines = [f"{_sentence(dice)}." for _ in range(count)]
    elif habit == "gach":
        lines = _list(dice, ["-"] * count)
    elif habit == "diem":
        lines = _list(dice, [f"{letter})" for letter in LETTERS[:count]])
    elif habit == "khoan":
        lines = [f"{i}. {_sentence(dice)}." for i in range(1, count + 1)]
    else:
        for i in range(1, dice.randint(2, 4) + 1):
            lines.append(f"{i}. {dice.choice(VERBS)} {dice.choice(OBJECTS)}")
            inner = dice.randint(2, 6)
            marks = [f"{letter})" for letter in LETTERS[:inner]] if habit == "khoan_diem" else ["-"] * inner
            lines += _list(dice, marks)
    if last:
        numbered = habit == "khoan"
        after = [f"{len(lines) + 1 + i}. {text}" if numbered else text for i, text in enumerate(last)]
        lines += after if habit in {"khoan", "doan"} else [f"- {text}" if habit == "gach" else text for text in last]
        if habit == "gach":
            lines = [line.removesuffix(";").rstrip(".") + "." for line in lines]
    return "\n".join(lines)


def _list(dice: random.Random, marks: list[str]) -> list[str]:
    end = dice.choice([";", "."])
    out = [f"{mark} {_sentence(dice)}{end}" for mark in marks]
    out[-1] = out[-1][:-1] + "."
    return out


def _annex(dice: random.Random, units: list[tuple[str, str]], day: datetime.date, n: int) -> dict[str, Any]:
    if dice.random() < 0.4:
        return _money(dice, n)
    rows = ["ma | nhiem_vu | chu_tri | phoi_hop | thoi_han"]
    for i in range(dice.choice([3, 5, 12, 40])):
        lead, helper = dice.sample([u for u, _ in units], 2)
        due = day + datetime.timedelta(days=dice.randint(20, 120))
        while due.weekday() > 4:
            due += datetime.timedelta(days=1)
        due = min(due, datetime.date(2026, 12, 18))
        month = f"{due.month:02}" if due.month < 3 else str(due.month)
        rows.append(f"m{i} | {_sentence(dice)} {i + 1} | {lead} | {helper} | {due.day:02}/{month}/2026")
    columns = [("nhiem_vu", "Nhiệm vụ", 40), ("chu_tri", "Đơn vị chủ trì", 18), ("phoi_hop", "Đơn vị phối hợp", 18),
               ("thoi_han", "Thời hạn", 14)]  # fmt: skip
    return {
        "ma": f"pl-{n}",
        "tieu_de": f"Danh mục nhiệm vụ đợt {n + 1}",
        "huong": dice.choice(["dọc", "ngang"]),
        "bang": {"khoa": "ma", "stt": "có", "hang": "\n".join(rows), "cot": _columns(columns)},
    }


def _money(dice: random.Random, n: int) -> dict[str, Any]:
    rows = ["ma | noi_dung | so_tien"]
    rows += [
        f"k{i} | {_sentence(dice)} | {dice.randint(1, 900)},{dice.randint(1, 9)}" for i in range(dice.randint(2, 9))
    ]
    table = {
        "khoa": "ma",
        "stt": "có",
        "don_vi_tinh": "triệu đồng",
        "tong": ["so_tien"],
        "hang": "\n".join(rows),
        "cot": [*_columns([("noi_dung", "Nội dung", 60)]),
                {"khoa": "so_tien", "tieu_de": "Số tiền", "rong": 20, "kieu": "so"}],
    }  # fmt: skip
    return {"ma": f"pl-{n}", "tieu_de": f"Dự toán kinh phí đợt {n + 1}", "bang": table}


def _columns(columns: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    return [{"khoa": key, "tieu_de": title, "rong": width} for key, title, width in columns]
