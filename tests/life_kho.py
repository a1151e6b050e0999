"""A repository with one document in it, whose history the tests of its life write."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared import AGENCY

POINTS = (
    "Văn phòng Sở tổng hợp kết quả thực hiện của các phòng, báo cáo Giám đốc trước ngày 15/02.",
    "Phòng Quản lý Công nghệ kiểm tra việc niêm yết thủ tục tại bộ phận một cửa mỗi tháng một lần.",
    "Thanh tra Sở theo dõi, xử lý phản ánh của tổ chức và cá nhân về thái độ phục vụ.",
    "Trung tâm Thông tin đăng tải tài liệu tuyên truyền lên trang điện tử của cơ quan.",
)
ROWS = (
    "TT01;Tổ chức hội nghị quán triệt;Quý I",
    "TT02;In ấn tờ rơi tuyên truyền;Quý II",
    "TT03;Tổng kết công tác;Quý IV",
)
RECIPIENTS = ("Sở Nội vụ", "Lãnh đạo Sở")


def document(points: Sequence[str] = POINTS, recipients: Sequence[str] = RECIPIENTS, more: str = "") -> str:
    """The document's YAML; its annex reads `bang.csv`."""
    lines = "\n".join(f"  {n}. {point}" for n, point in enumerate(points, start=1))
    return f"""\
loai: KH
co_quan: skhcn
ngay_ban_hanh: 2026-04
trich_yeu: Triển khai một việc
mo_dau: "Sở xây dựng Kế hoạch như sau:"
muc_dich: [Làm cho công việc của cơ quan tốt hơn.]
noi_dung: [Các đơn vị thực hiện theo Phụ lục.]
to_chuc_thuc_hien: |
{lines}
ket_thuc: Có vướng mắc thì báo cáo Giám đốc Sở.
noi_nhan: [{", ".join(recipients)}]
luu: VT, VP
nguoi_ky: giam-doc
phu_luc:
  - tieu_de: Các nhiệm vụ
    bang:
      nguon: bang.csv
      khoa: ma
      stt: có
      cot: [{{khoa: viec, tieu_de: Nhiệm vụ, rong: 60}}, {{khoa: han, tieu_de: Thời gian, rong: 20}}]
{more}"""


def sheet(rows: Sequence[str] = ROWS) -> str:
    """The annex's rows."""
    return "\n".join(("ma;viec;han", *rows)) + "\n"


@dataclass
class Kho:
    """The repository. Every commit is a day later than the last, by the author named."""

    root: Path
    name: str = "data/2026/kh-thu"
    day: int = 0

    @property
    def folder(self) -> Path:
        return self.root / self.name

    def git(self, *args: str, author: str = "Nguyễn Văn A", ok: bool = True) -> str:
        when = f"2026-03-{self.day + 1:02}T08:{self.day:02}:00+07:00"
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        for who, name in (("AUTHOR", author), ("COMMITTER", "Máy chủ")):
            own |= {f"GIT_{who}_NAME": name, f"GIT_{who}_EMAIL": "a@so.gov.vn", f"GIT_{who}_DATE": when}
        done = subprocess.run(
            ["git", *args], cwd=self.root, capture_output=True, timeout=60, check=False, env=kept | own
        )
        assert done.returncode == 0 or not ok, (done.stdout + done.stderr).decode()
        return done.stdout.decode().strip()

    def put(self, points: Sequence[str] = POINTS, recipients: Sequence[str] = RECIPIENTS, rows: Sequence[str] = ROWS,
            more: str = "") -> None:  # fmt: skip
        """Write the document, without a commit."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "van_ban.yaml").write_text(document(points, recipients, more), encoding="utf-8")
        (self.folder / "bang.csv").write_text(sheet(rows), encoding="utf-8")

    def commit(self, subject: str, author: str = "Nguyễn Văn A") -> str:
        """Commit all there is; the hash."""
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty-message", "-m", subject, author=author)
        return self.git("rev-parse", "HEAD")

    def version(self, subject: str, author: str = "Nguyễn Văn A", **what: Sequence[str] | str) -> str:
        """Write the document and commit it; the hash."""
        self.put(**what)  # type: ignore[arg-type]
        return self.commit(subject, author)

    def drop(self) -> None:
        shutil.rmtree(self.folder)


def kho(root: Path) -> Kho:
    """A repository with an office and no document yet."""
    (root / "data" / "co_quan").mkdir(parents=True, exist_ok=True)
    (root / "data" / "co_quan" / "skhcn.yaml").write_text(AGENCY, encoding="utf-8")
    made = Kho(root)
    made.git("init", "-q", "-b", "main")
    made.commit("Cơ quan")
    return made
