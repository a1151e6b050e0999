"""`vbhc check`: is a document in form, and does it agree with itself and with the others."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import click

from vbhc import checking
from vbhc.commands import _jobs, _options, _reports, _running, _showing
from vbhc.errors import UserError
from vbhc.loading import workspace as ws
from vbhc.model.finding import BaoCao
from vbhc.problems import Severity
from vbhc.reporting import check as reporting


@click.command("check")
@click.argument("dich", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[TỆP | THƯ_MỤC…]")
@_options.muc_do
@click.option("--hien", type=click.Choice(list(_options.MUC_DO)), default="thong-tin", help="Chỉ hiện từ mức này.")
@_options.dang(reporting.dang())
@_options.ra
@click.option("--co-quan", default="", metavar="KHOÁ", help="Cơ quan ban hành, cho tệp không do chương trình in.")
@click.option(
    "--hinh-thuc", type=click.Choice(["giay", "dien-tu"]), help="Văn bản giấy hay điện tử, khi tệp không nói."
)
@click.option("--chi", multiple=True, metavar="QUY_TẮC", help="Chỉ soát quy tắc hoặc nhóm này (lặp lại được).")
@click.option(
    "--fix",
    "--sua",
    "sua",
    is_flag=True,
    help="Sửa những chỗ an toàn: dữ liệu sửa tại chỗ, tệp Word sửa trong một bản bên cạnh (Track Changes).",
)
@_options.viec
def command(dich: tuple[Path, ...], muc_do: str, hien: str, dang: str, ra: Path | None, co_quan: str,
            hinh_thuc: str | None, chi: tuple[str, ...], sua: bool, viec: int) -> int:  # fmt: skip
    """Soát thể thức và sự khớp nhau trong văn bản.

    Soát được thư mục dữ liệu, tệp Word (.docx; .doc cần LibreOffice) và tệp chữ. Không ghi gì thì soát mọi văn bản của
    data/ và output/. Quy tắc nào không xét được thì báo cáo nói rõ vì sao; xem từng quy tắc: vbhc explain.
    """
    space = _space(dich)
    profile, problems = checking.profile(space)
    _showing.problems(problems)
    if any(p.severity is Severity.LOI for p in problems):
        raise UserError("hồ sơ soát của cơ quan (data/soat.yaml) còn lỗi; sửa rồi chạy lại")
    electronic = None if hinh_thuc is None else hinh_thuc == "dien-tu"
    cach = checking.Cach(profile, co_quan, electronic, _rules(chi), gon=dang != "html")
    if co_quan:
        checking.agency_said(space, co_quan)  # a slip of the key is told once, not by every document
    found = checking.sources(space, dich)
    if space is not None:
        _showing.problems(space.misplaced(dich), err=True)  # the report itself may be JSON
    if ra is not None:
        _reports.may_write(ra, reporting.dang()[dang], reporting.dang().values())
    if sua:
        found = _fix(space, found, cach, err=dang != "chu")
    reports = _run(space, found, cach, viec)
    shown = [checking.from_severity(one, _options.MUC_DO[hien]) for one in reports]
    text = reporting.dang()[dang].viet(shown, mau=_reports.coloured(None, ra))
    if ra is not None:
        _reports.write(text, ra)
        click.echo(reporting.tom_tat(shown))
    else:
        _reports.show(text)
    if any(one.ket_qua.loi_chuong_trinh for one in reports):
        return _running.BUG
    if any(one.ket_qua.loi_doc for one in reports):
        return _running.CANNOT
    return 1 if any(level >= _options.MUC_DO[muc_do] for level in checking.worst(reports)) else 0


def _fix(space: ws.Workspace | None, found: list[Path], cach: checking.Cach, *, err: bool) -> list[Path]:
    """Mend every source first; what is to be reported then: the folders as they are now, of Word files the copies.

    A print of data that were also mended is left to be printed again. `err`: say what was done beside the report.
    """
    printed: set[Path] = set()
    left: list[Path] = []
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for path in found:
        shown = space.ten(path) if space else str(path)
        if path.resolve() in printed:
            click.echo(f"để lại: {shown}: in từ dữ liệu đã sửa; in lại bằng vbhc build", err=err)
            left.append(path)
            continue
        judged = checking.check(space, path, dataclasses.replace(cach, gon=False))
        try:
            done = checking.fix(space, judged, now)
        except UserError as error:
            click.echo(f"không sửa: {shown}: {str(error).removeprefix(f'{shown}: ')}", err=err)
            left.append(path)
            continue
        if done.tep and judged.ban_in is not None:
            printed.add(judged.ban_in)
        left += [path] if path.is_dir() or not done.tep else done.tep
        for written in done.tep:
            shown = space.ten(written) if space else str(written)
            click.echo(f"{click.style('đã sửa', fg='green', bold=True)}: {done.so} chỗ → {shown}", err=err)
        for why in done.bo_lai:
            click.echo(f"để lại: {why}", err=err)
    return list(dict.fromkeys(left))


def _space(targets: tuple[Path, ...]) -> ws.Workspace | None:
    """The workspace round the first target, or round here; a Word file from anywhere needs none."""
    for start in (*targets[:1], Path()):
        try:
            return ws.find(start)
        except (UserError, OSError):
            continue
    return None


def _rules(named: tuple[str, ...]) -> tuple[str, ...]:
    from vbhc.rules import ke
    from vbhc.text import letters

    known = {*ke(), *(rule.split("/")[0] for rule in ke()), *(r.quy_tac.ma for r in ke().values())}
    for name in named:
        if name not in known:
            near = letters.nearest(name, known)
            raise UserError(f"không có quy tắc “{name}”" + (f"; có phải “{near}”?" if near else "; xem: vbhc explain"))
    by_id = {r.quy_tac.ma: rule for rule, r in ke().items()}
    return tuple(by_id.get(name, name) for name in named)


def _run(space: ws.Workspace | None, found: list[Path], cach: checking.Cach, jobs: int) -> list[BaoCao]:
    with _jobs.Work(jobs, "Đang soát") as work:
        work.expect(len(found))
        return checking.check_all(space, found, cach, executor=work.executor, done=work.done)
