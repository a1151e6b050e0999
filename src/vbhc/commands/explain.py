"""`vbhc explain`: the handbook page of a rule."""

from __future__ import annotations

import click

from vbhc.errors import UserError
from vbhc.reporting.check import _so_tay
from vbhc.rules import Ke, ke
from vbhc.text import letters


@click.command("explain")
@click.argument("quy_tac", required=False, metavar="[QUY_TẮC]")
def command(quy_tac: str | None) -> int:
    """Giải thích một quy tắc soát: sai gì, vì sao, sai và đúng thế nào, câu quy định.

    QUY_TẮC là tên (noi_nhan/luu) hoặc mã (N30-09-4) ghi trong báo cáo. Không ghi thì liệt kê mọi quy tắc.
    """
    for line in _so_tay.danh_sach() if not quy_tac else _so_tay.trang(_tim(quy_tac)):
        click.echo(line)
    return 0


def _tim(asked: str) -> Ke:
    """The rule of a code, an id, or the last part of a code that only one rule has."""
    rules = ke()
    wanted = letters.nfc(asked).strip().strip("[]")
    names = dict(rules) | {rule.quy_tac.ma: rule for rule in rules.values()}
    by_key = {letters.key_of(name): rule for name, rule in names.items()}
    if (found := by_key.get(letters.key_of(wanted))) is not None:
        return found
    same_end = [rule for code, rule in rules.items() if code.split("/")[1] == letters.key_of(wanted)]
    if len(same_end) == 1:
        return same_end[0]
    known = dict(rules) | {n: r for r in rules.values() for n in (r.khoa.split("/")[1], r.quy_tac.ma, r.quy_tac.ten)}
    near = letters.nearest(wanted, [*rules, *known])
    raise UserError(
        f"không có quy tắc “{asked}”"
        + (f"; có phải “{known[near].khoa}”?" if near else "; xem tên mọi quy tắc: vbhc explain")
    )
