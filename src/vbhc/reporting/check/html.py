"""The report as one page: the documents laid out like the paper, findings in the margin beside their words.

The page stands alone: style and script are inside and named by their hashes in its own policy, nothing is fetched, and
every word of a document is escaped. It reads without script; with it there are filters and next/previous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources

from vbhc.model.finding import BaoCao, Finding, KetQua, Sua
from vbhc.problems import Severity
from vbhc.reporting import safe
from vbhc.reporting.check import _chung, _trang_giay
from vbhc.reporting.safe import html as _e

TEN = "html"
DUOI = ".html"
MO_TA = "một trang HTML: văn bản như trên giấy, lỗi ghi ở lề"

_SUA = {Sua.AN_TOAN: "an-toan", Sua.DE_XUAT: "de-xuat", Sua.KHONG: "khong"}


def viet(bao_cao: Sequence[BaoCao], mau: bool = False) -> str:
    """The whole page; `mau` means nothing here, the page always has its colours."""
    kieu = _trang_giay.Kieu()
    documents = "\n".join(_van_ban(i, b, kieu) for i, b in enumerate(bao_cao, start=1))
    style = f"{_file('trang.css')}\n{kieu.css()}\n"
    script = _file("trang.js")
    policy = safe.chinh_sach(style, script)
    findings = [f for b in bao_cao for f in b.ket_qua.findings]
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Kết quả soát văn bản</title>
<style>{style}</style>
</head>
<body>
<header class="dau">
<h1>Kết quả soát văn bản</h1>
<p class="tom-tat">{_e(_chung.tom_tat(bao_cao))}</p>
</header>
{_loc(findings)}
<main>
{_danh_sach(bao_cao)}
{documents}
</main>
<script>{script}</script>
</body>
</html>
"""


def _file(name: str) -> str:
    return resources.files("vbhc.reporting.check").joinpath(name).read_text(encoding="utf-8")


def _loc(findings: Sequence[Finding]) -> str:
    """The bar of filters; shown only where the script runs."""
    counts = Counter(f.muc for f in findings)
    boxes = "".join(
        f'<label class="m{int(s)}"><input type="checkbox" name="muc" value="{int(s)}" checked> {s.label}'
        f" <b>{counts[s]}</b></label>"
        for s in sorted(Severity, reverse=True)
    )
    rules = "".join(
        f'<option value="{_e(code)}">{_e(_chung.ten_quy_tac(code))} ({n})</option>'
        for code, n in sorted(Counter(f.quy_tac for f in findings).items())
    )
    fixes = "".join(f'<option value="{_SUA[s]}">{_chung.SUA[s]}</option>' for s in Sua)
    return f"""<form class="loc" autocomplete="off">
{boxes}
<select name="sua" aria-label="Cách sửa"><option value="">mọi cách sửa</option>{fixes}</select>
<select name="quy-tac" aria-label="Quy tắc"><option value="">mọi quy tắc</option>{rules}</select>
<span class="di"><button type="button" name="truoc" title="Phím p">‹ trước</button>
<output></output><button type="button" name="sau" title="Phím n">sau ›</button></span>
</form>"""


def _danh_sach(bao_cao: Sequence[BaoCao]) -> str:
    """The list of documents, when there are several."""
    if len(bao_cao) < 2:
        return ""
    rows = []
    for i, item in enumerate(bao_cao, start=1):
        result = item.ket_qua
        counts = Counter(f.muc for f in result.findings)
        cells = "".join(f'<td class="dem m{int(s)}">{counts[s] or "–"}</td>' for s in sorted(Severity, reverse=True))
        rows.append(
            f'<tr><td><a href="#v{i}">{_e(result.ten)}</a></td>'
            f"<td>{_e('không đọc được' if result.loi_doc else _chung.loai_va_so(result))}</td>{cells}"
            f"<td class=dem>{len({c.quy_tac for c in result.chua_xet}) or '–'}</td></tr>"
        )
    heads = "".join(f"<th>{s.label}</th>" for s in sorted(Severity, reverse=True))
    return (
        f"<table class=danh-sach><thead><tr><th>văn bản</th><th>loại, số</th>{heads}<th>chưa xét</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _van_ban(index: int, item: BaoCao, kieu: _trang_giay.Kieu) -> str:
    result = item.ket_qua
    ref = f"v{index}"
    what = _chung.loai_va_so(result)
    head = (
        f"<h2>{_e(result.ten)}{f' <small>{_e(what)}</small>' if what else ''}</h2>"
        f"<p class=dem-loi>{_e(_chung.dem(result.findings) or 'không có lỗi')}</p>"
    )
    if result.loi_doc:
        why = f'<p class="hong">Không đọc được: {_e(result.loi_doc)}</p>'
        return f'<section class="van-ban" id="{ref}">{head}{why}</section>'
    drawn = _drawn(item)
    place = [(f.spot.part, f.spot.p) if f.spot is not None else None for f in result.findings]
    on_paper = [f for f, key in zip(result.findings, place, strict=True) if key in drawn]
    whole = list(enumerate((f for f, key in zip(result.findings, place, strict=True) if key not in drawn), start=1))
    beside: dict[tuple[str, int], list[tuple[int, Finding]]] = {}
    for number, found in enumerate(on_paper, start=len(whole) + 1):
        assert found.spot is not None
        beside.setdefault((found.spot.part, found.spot.p), []).append((number, found))
    giay = _trang_giay.Giay(beside, lambda n, f: _the(f"{ref}-{n}", n, f), ref, kieu, _data_tables(item))
    sheets = _trang_giay.ve(item.van_ban.view, giay) if item.van_ban is not None else ""
    general = "".join(giay.the(n, f) for n, f in whole)
    return f"""<section class="van-ban" id="{ref}">
{head}
{f'<div class="chung"><h3>Cả văn bản, trang giấy, đầu trang và chân trang</h3>{general}</div>' if general else ""}
{f'<div class="ban">{sheets}</div>' if sheets else ""}
{_phu(result)}
</section>"""


def _drawn(item: BaoCao) -> set[tuple[str, int] | None]:
    """The paragraphs that the paper shows."""
    if item.van_ban is None:
        return set()
    blocks = item.van_ban.view.blocks
    return {(p.spot.part, p.spot.p) for block in blocks for p in _trang_giay.doan_trong(block)}


def _data_tables(item: BaoCao) -> frozenset[int]:
    return frozenset(b.table.number for b in item.van_ban.bang if b.table.number) if item.van_ban else frozenset()


def _the(ref: str, number: int, found: Finding) -> str:
    """A finding as a note."""
    clauses = _chung.dieu_khoan(found.noi)
    short = "; ".join(c.o for c in clauses)
    sentences = "".join(
        f"<p><b>{_e(c.o)}</b>{f' <em>({_e(c.chac)})</em>' if c.chac else ''}: {_e(c.cau)}</p>" for c in clauses
    )
    quote = f"<blockquote>{_e(found.trich)}</blockquote>" if found.trich else ""
    hint = f'<p class="goi-y">→ {_e(found.hint)}</p>' if found.hint else ""
    return (
        f'<aside class="the m{int(found.muc)}" id="{ref}" tabindex="-1" data-muc="{int(found.muc)}" '
        f'data-sua="{_SUA[found.sua]}" data-quy-tac="{_e(found.quy_tac)}">'
        f'<p class="dau-the"><span class="cach">{_chung.SUA[found.sua]}</span>'
        f'<span class="so m{int(found.muc)}">{number}</span> <b>{found.muc.label}</b> '
        f"{_e(_chung.cho(found))}</p>"
        f'<p class="loi-noi">{_e(found.message)}</p>{quote}{hint}'
        f'<details><summary title="{_e(" ".join(c.cau for c in clauses)[:600])}">{_e(short)}</summary>{sentences}'
        f'<p class="ma"><code>{_e(found.quy_tac)}</code> {_e(found.ma)}</p></details></aside>'
    )


def _phu(result: KetQua) -> str:
    """What follows a document: silenced, not judged, not understood, passed."""
    out = []
    if result.im_lang:
        rows = "".join(
            f"<li>{_e(_chung.cho(f))}: {_e(f.message)} <code>{_e(f.quy_tac)}</code><br>"
            f"<em>lý do: {_e(f.im_lang)}</em></li>"
            for f in result.im_lang
        )
        out.append(_muc("im-lang", f"Đã bỏ qua, có lý do: {len(result.im_lang)}", f"<ul>{rows}</ul>", True))
    if result.chua_xet:
        out.append(_chua_xet(_chung.theo_ly_do(result.chua_xet)))
    if result.khong_hieu:
        rows = "".join(f"<li>{_e(x)}</li>" for x in result.khong_hieu)
        out.append(
            _muc("khong-hieu", f"Chương trình chưa hiểu: {len(result.khong_hieu)} chỗ", f"<ul>{rows}</ul>", True)
        )
    if result.dat:
        rows = "".join(f"<li>{_e(_chung.ten_quy_tac(c))} <code>{_e(c)}</code></li>" for c in result.dat)
        out.append(_muc("dat", f"Đã xét, không thấy lỗi: {len(result.dat)} quy tắc", f"<ul>{rows}</ul>", False))
    return f'<div class="phu">{"".join(out)}</div>' if out else ""


def _chua_xet(reasons: Mapping[str, Sequence[str]]) -> str:
    rows = "".join(
        f"<li>{_e(reason)}: " + ", ".join(f"<span title=\"{_e(c)}\">{_e(_chung.ten_quy_tac(c))}</span>" for c in rules)
        + "</li>"
        for reason, rules in reasons.items()
    )  # fmt: skip
    count = len({c for rules in reasons.values() for c in rules})
    return _muc("chua-xet", f"Chưa xét (không phải là đạt): {count} quy tắc", f"<ul>{rows}</ul>", True)


def _muc(name: str, title: str, inside: str, is_open: bool) -> str:
    return f'<details class="{name}"{" open" if is_open else ""}><summary>{_e(title)}</summary>{inside}</details>'
