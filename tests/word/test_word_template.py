"""Templates: what they must name, what they may say, and how their faults are told to the office that made them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.shared import Pt
from jinja2.exceptions import SecurityError
from word_van_ban import ROOT, TEMPLATES, compose, dossier, parts_of, printed_paragraphs

from vbhc import archive, composing, norms
from vbhc.errors import UserError
from vbhc.model.ban_in import BanIn
from vbhc.text.inline import Run
from vbhc.word import libreoffice, ns, soundness
from vbhc.word.ns import w
from vbhc.word.render import check_names, render, required_names
from vbhc.word.sandbox import TemplateEnvironment
from vbhc.word.styles import Styles
from vbhc.word.template import Template

NAMES = ("ke_hoach", "thong_bao", "bao_cao", "phu_luc")
KIND_OF = {"ke_hoach": "KH", "thong_bao": "TB", "bao_cao": "BC"}


def ban_in(name: str) -> BanIn:
    if name == "phu_luc":
        return composing.rieng_phu_luc(dossier(), (0,))
    return compose(dossier(KIND_OF[name]))


Edit = Callable[[str], str]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a shipped template with one part edited as text."""

    def make(edit: Edit, name: str = "ke_hoach", part: str = ns.DOCUMENT) -> Path:
        parts = archive.read(TEMPLATES / f"{name}.docx", "mẫu")
        before = parts[part].decode()
        after = edit(before)
        assert after != before
        parts[part] = after.encode()
        path = tmp_path / f"{name}.docx"
        path.write_bytes(archive.pack(parts))
        return path

    return make


def print_with(path: Path, name: str = "ke_hoach") -> bytes:
    printed = render(ban_in(name), Template(path), "1", "x").value
    assert printed is not None
    return printed


def refused(path: Path, name: str = "ke_hoach") -> str:
    start = time.monotonic()
    with pytest.raises(UserError) as caught:
        print_with(path, name)
    assert time.monotonic() - start < 5
    return str(caught.value)


def paragraph(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:p><w:r><w:t xml:space="preserve">{escaped}</w:t></w:r></w:p>'


def first(*texts: str) -> Edit:
    """Paragraphs put at the head of the body."""
    return lambda xml: xml.replace("<w:body>", "<w:body>" + "".join(map(paragraph, texts)), 1)


# --- the shipped ones -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def make_templates() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_templates", ROOT / "tools" / "make_templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shipped_templates_are_what_the_norms_draw(
    make_templates: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["make_templates.py", str(tmp_path)])
    make_templates.main()
    drawn = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert set(drawn) == {p.name for p in TEMPLATES.glob("*.docx")} == {f"{n}.docx" for n in NAMES}
    for name, data in drawn.items():
        assert data == (TEMPLATES / name).read_bytes(), f"{name}: run python tools/make_templates.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_component_has_its_style_and_look(name: str) -> None:
    styles = Styles(archive.read(TEMPLATES / f"{name}.docx", "mẫu")[ns.STYLES], name)
    for component in norms.thanh_phan().values():
        assert styles.ten(styles.id_of(component.ma)) == component.kieu
        if not component.bang:
            face = styles.face(component.ma)
            assert (face.co, face.dam, face.nghieng) == (component.co[0], component.dam, component.nghieng), (
                component.ma
            )


@pytest.mark.parametrize("name", NAMES)
def test_the_other_set_of_sizes_is_written_whole(name: str) -> None:
    styles = Styles(archive.read(TEMPLATES / f"{name}.docx", "mẫu")[ns.STYLES], name)
    styles.set_sizes("13")
    fresh = Styles(styles.xml(), name)
    for component in norms.thanh_phan().values():
        assert component.bang or fresh.face(component.ma).co == component.co[1]


@pytest.mark.parametrize("name", NAMES)
def test_templates_print_just_what_the_kinds_provide(name: str) -> None:
    used = {n.removesuffix("[]") for n in Template(TEMPLATES / f"{name}.docx").names}
    assert used == required_names(ban_in(name))


def test_the_page_of_templates_names_every_tag() -> None:
    page = (ROOT / "docs" / "mau.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w.]+)`", page))
    names = {name.replace("phu_luc[].", "pl.") for kind in NAMES for name in required_names(ban_in(kind))}
    assert names <= told
    assert {name for name in told if name.startswith("pl.")} <= names


# --- the contract -----------------------------------------------------------------------------------------------------

_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*</w:p>", re.DOTALL)


def without(name: str) -> Edit:
    """Takes every tag of a name out of a template: a loop or a condition goes with all it holds."""
    word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")

    def edit(xml: str) -> str:
        out: list[str] = []
        at = skipping = 0
        for found in _PARAGRAPH.finditer(xml):
            text = "".join(re.findall(r"<w:t[^>]*>([^<]*)", found.group()))
            if not skipping:
                out.append(xml[at : found.start()])
            at = found.end()
            opens = re.search(r"\{%p (?:for|if) ", text)
            closes = re.search(r"\{%p end(?:for|if) ", text)
            if skipping:
                skipping += bool(opens) - bool(closes)
            elif opens and word.search(text):
                skipping = 1
            elif word.search(text) and "{{" in text:
                out.append(re.sub(rf"\{{\{{p? ?{re.escape(name)} \}}\}}", "", found.group()))
            else:
                out.append(found.group())
        return "".join([*out, xml[at:]])

    return edit


_ALL = sorted(required_names(compose(dossier())))


@pytest.mark.parametrize("name", _ALL)
def test_a_tag_taken_out_is_missed_by_name(name: str, edited: Callable[..., Path]) -> None:
    part = {"pham_vi": "word/header2.xml", "dia_chi": "word/footer2.xml"}.get(name, ns.DOCUMENT)
    last = name.rsplit(".", 1)[-1]
    said = refused(edited(without(f"pl.{last}" if "." in name else name), part=part))
    assert "ke_hoach.docx" in said
    assert "mẫu thiếu thẻ in" in said or "không có tên" in said
    if "." in name or name != "phu_luc":
        assert f"“{last}”" in said


def test_a_misspelt_tag_is_named_with_its_place_and_the_nearest_name(edited: Callable[..., Path]) -> None:
    path = edited(lambda xml: xml.replace("{{p trich_yeu }}", "{{p trich_yeuu }}"))
    said = refused(path)
    assert said.startswith(f"{path}: thân văn bản, đoạn ")
    assert "thẻ {{p trich_yeuu }}: không có tên “trich_yeuu”; có phải “trich_yeu”?" in said


def test_a_misspelt_attribute_of_a_loop_variable_is_named(edited: Callable[..., Path]) -> None:
    said = refused(edited(lambda xml: xml.replace("{{p pl.kem_theo }}", "{{p pl.kemtheo }}")))
    assert re.search(r"đoạn \d+ .*thẻ \{\{p pl\.kemtheo \}\}: không có tên “kemtheo”; có phải “kem_theo”", said)


@pytest.mark.parametrize("part", ["word/header1.xml", "word/footer1.xml"])
def test_faults_in_headers_and_footers_are_told_as_such(part: str, edited: Callable[..., Path]) -> None:
    path = edited(lambda xml: xml.replace("<w:p>", paragraph("{{ so_vn_ban }}") + "<w:p>", 1), part=part)
    said = refused(path)
    assert ("đầu trang, đoạn 1" if "header" in part else "chân trang, đoạn 1") in said
    assert "{{ so_vn_ban }}" in said


@pytest.mark.parametrize(
    ("texts", "tag", "why"),
    [
        (["{{ trich_yeu"], "{{", "mở mà không đóng"),
        (["trich_yeu }}"], "}}", "mở mà không đóng"),
        (["{% if dau"], "{%", "mở mà không đóng"),
        (["{%p for d in than_bai %}", "{{p d }}"], "{%p for d in than_bai %}", "thiếu {%p endfor %}"),
        (["{%p if dau %}"], "{%p if dau %}", "thiếu {%p endif %}"),
        (["{%p endif %}"], "{%p endif %}", "không có lệnh mở"),
        (["{%p for d in dau %}", "{%p endif %}"], "{%p endif %}", "không có lệnh mở"),
        (["{%p for d dau %}", "{%p endfor %}"], "{%p for d dau %}", ""),
        (["{{ }}"], "{{ }}", ""),
        (["{{ ten_loai ho_ten }}"], "{{ ten_loai ho_ten }}", ""),
        (["{%p viec_la %}"], "{%p viec_la %}", ""),
        (["{%p else %}"], "{%p else %}", "không có lệnh mở"),
        (["{# {{ ho_ten }} #}"], "{#", "ghi chú"),
        (["a {#1} b"], "{#", "ghi chú"),
        (["{%p raw %}", "{%p endraw %}"], "{%p raw %}", "chỉ được dùng tên"),
        (["{%p for d in dau %}", "{{p d.mau }}", "{%p endfor %}"], "{{p d.mau }}", "không có tên “mau”"),
        (["{{ trich_yeu.van }}"], "{{ trich_yeu.van }}", "không có tên “van”"),
        (["{%p for n in ho_ten %}", "{{ n }}", "{%p endfor %}"], "", "không phải danh sách"),
    ],
)
def test_broken_tags_are_told_with_file_paragraph_and_tag(
    texts: list[str], tag: str, why: str, edited: Callable[..., Path]
) -> None:
    path = edited(first(*texts))
    said = refused(path)
    assert str(path) in said
    if tag:
        assert re.search(rf"thân văn bản, đoạn [12] “.*”, thẻ {re.escape(tag)}: .", said), said
    assert why in said


_END_OF_DRAFTER = "{%p endif %}"


def _moved_out_of_its_cell(xml: str) -> str:
    """The endif of the drafter's initials, out of its cell and behind the table."""
    start = xml.index("{%p if nguoi_soan %}")
    closing = next(p for p in _PARAGRAPH.finditer(xml, start) if _END_OF_DRAFTER in p.group())
    behind = xml.index("</w:tbl>", start) + len("</w:tbl>")
    assert closing.end() < behind
    return xml[: closing.start()] + xml[closing.end() : behind] + closing.group() + xml[behind:]


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (_moved_out_of_its_cell, "mở ở một ô, một đoạn mà đóng ở ô khác"),
        (lambda xml: xml.replace("{{p trich_yeu }}", "{{r trich_yeu }}"), "thẻ {{r trich_yeu }}: thẻ in cả một đoạn"),
        (lambda xml: xml.replace("{{p trich_yeu }}", "{{ trich_yeu }}"), "thẻ {{ trich_yeu }}: thẻ in cả một đoạn"),
        (lambda xml: xml.replace("{{p pl.bang }}", "{{r pl.bang }}"), "thẻ {{r pl.bang }}: thẻ in cả một đoạn"),
        (lambda xml: xml.replace("{{p d }}", "{{r d }}"), "thẻ in cả một đoạn giữa dòng chữ"),
        (lambda xml: xml.replace("{{ ho_ten }}", "{{p ho_ten }}"), "thẻ {{p ho_ten }}: thẻ in một dòng chữ ở ngoài"),
        (lambda xml: xml.replace("{{ ho_ten }}", "{{r ho_ten }}"), "thẻ {{r ho_ten }}: thẻ in một dòng chữ ở ngoài"),
        (lambda xml: xml.replace("{{p trich_yeu }}", "V/v {{p trich_yeu }}"), "chữ và thẻ khác trong đoạn ấy sẽ mất"),
        (lambda xml: xml.replace("{%p if pl.bang %}", "{%p if pl.don_vi_tinh %}"), "mẫu không in “bang” mà văn bản có"),
        (
            lambda xml: re.sub(r"<w:p>(?:(?!</w:p>).)*\{\{p pl\.bang \}\}.*?</w:p>", lambda m: m[0] * 2, xml),
            "bảng của một phụ lục hai lần",
        ),
    ],
    ids=[
        "torn",
        "r",
        "in a line",
        "table by r",
        "loop by r",
        "words as p",
        "words as r",
        "beside p",
        "table left out",
        "table twice",
    ],
)
def test_a_template_that_would_lose_or_nest_something_is_refused(
    edit: Edit, why: str, edited: Callable[..., Path]
) -> None:
    assert why in refused(edited(edit))


def _box(*texts: str) -> str:
    """A text box as Word writes it, twice: for itself and for older programs."""
    inside = "".join(paragraph(text) for text in texts)
    box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    shape = f"<v:shape xmlns:v='urn:schemas-microsoft-com:vml'>{box}</v:shape>"
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>" * 2


@pytest.mark.parametrize(
    "texts", [("Hộp chữ", "{{p dia_danh }}"), ("{%p if ho_ten %}", "Chữ", "{%p endif %}"), ("{{ ho_ten }}",)]
)
def test_tags_in_a_text_box_are_looked_at_by_themselves(texts: tuple[str, ...], edited: Callable[..., Path]) -> None:
    assert print_with(edited(lambda xml: xml.replace("<w:body>", "<w:body>" + _box(*texts), 1)))


def test_a_picture_in_a_paragraph_that_goes_is_told(edited: Callable[..., Path]) -> None:
    def edit(xml: str) -> str:
        tag = next(p for p in _PARAGRAPH.finditer(xml) if "{{p dia_danh }}" in p.group())
        return f"{xml[: tag.end() - 6]}<w:r><w:pict/></w:r>{xml[tag.end() - 6 :]}"

    assert "hình, hộp chữ gắn vào đoạn có thẻ p sẽ mất" in refused(edited(edit))


def _printing(xml: str) -> list[re.Match[str]]:
    return [p for p in _PARAGRAPH.finditer(xml) if "{{" in p.group()]


_PRINTING = len(_printing(archive.read(TEMPLATES / "ke_hoach.docx", "mẫu")[ns.DOCUMENT].decode()))


@pytest.mark.parametrize("n", range(_PRINTING))
def test_a_printing_paragraph_taken_out_is_refused_or_changes_no_word(n: int, edited: Callable[..., Path]) -> None:
    def edit(xml: str) -> str:
        found = _printing(xml)[n]
        return xml[: found.start()] + "<w:p/>" + xml[found.end() :]

    path = edited(edit)
    refusal, data = "", b""
    try:
        data = print_with(path)
    except UserError as error:
        refusal = str(error)
    if refusal:
        assert "ke_hoach.docx" in refusal
    else:
        assert words(data) == words(print_with(TEMPLATES / "ke_hoach.docx"))


def words(data: bytes) -> list[str]:
    tree = ns.parse(archive.members(data, "x", "x")[ns.DOCUMENT], "x")
    return [text for p in tree.iter(ns.w("p")) if (text := ns.text_of(p).strip())]


def test_a_condition_upon_something_else_may_leave_nothing_out(edited: Callable[..., Path]) -> None:
    def edit(xml: str) -> str:
        loop = next(p for p in _PARAGRAPH.finditer(xml) if "{%p for d in than_bai %}" in p.group())
        end = next(p for p in _PARAGRAPH.finditer(xml, loop.end()) if "{%p endfor %}" in p.group())
        opened, closed = paragraph("{%p if kinh_gui %}"), paragraph("{%p endif %}")
        return f"{xml[: loop.start()]}{opened}{xml[loop.start() : end.end()]}{closed}{xml[end.end() :]}"

    assert "mẫu không in “than_bai” mà văn bản có" in refused(edited(edit))


def test_a_style_taken_out_is_named(edited: Callable[..., Path]) -> None:
    path = edited(lambda xml: xml.replace('w:val="VB Trích yếu"', 'w:val="Tiêu đề nhỏ"'), part=ns.STYLES)
    said = refused(path)
    assert "mẫu ke_hoach.docx" in said
    assert "không có kiểu đoạn “VB Trích yếu”" in said


def test_a_cell_too_narrow_for_the_nations_name_is_told(edited: Callable[..., Path]) -> None:
    said = refused(edited(lambda xml: xml.replace(f'w:w="{ns.twips(100)}"', f'w:w="{ns.twips(80)}"')))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” bị xuống dòng" in said


@pytest.mark.parametrize(
    "edit",
    [
        lambda xml: re.sub(r"<w:sectPr>.*?</w:sectPr>", "", xml, flags=re.DOTALL),
        lambda xml: re.sub(r"<w:pgSz[^>]*/>", "", xml),
        lambda xml: re.sub(r"<w:pgMar[^>]*/>", "", xml),
        lambda xml: xml.replace("</w:body>", ""),
        lambda xml: xml.replace("<w:document", "<!DOCTYPE a><w:document", 1),
    ],
    ids=["no section", "no paper", "no margins", "torn XML", "doctype"],
)
def test_a_damaged_template_is_told_not_thrown(edit: Edit, edited: Callable[..., Path]) -> None:
    assert "ke_hoach.docx" in refused(edited(edit))


@pytest.mark.parametrize(
    "gone", [ns.DOCUMENT, ns.STYLES, "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
def test_a_template_without_one_of_its_parts_is_told(gone: str, tmp_path: Path) -> None:
    parts = archive.read(TEMPLATES / "ke_hoach.docx", "mẫu")
    del parts[gone]
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(archive.pack(parts))
    assert "ke_hoach.docx" in refused(path)


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="không có mẫu này"):
        Template(tmp_path / "x.docx")


# --- templates that mean harm -----------------------------------------------------------------------------------------

_DEEP = ["{%p for " + f"a{i} in than_bai %}}" for i in range(6)]


@pytest.mark.parametrize(
    "texts",
    [
        ["{{ ''.__class__ }}"],
        ["{{ cycler.__init__.__globals__.os.popen('id') }}"],
        ["{{ so_van_ban.__class__.__mro__ }}"],
        ["{{ trich_yeu.__class__ }}"],
        ["{{ self }}"],
        ["{{ 'a'*10**9 }}"],
        ["{{ 'a' ~ 'b' }}"],
        ["{{ [1,2] }}"],
        ["{{ {} }}"],
        ["{{ 9**9**9 }}"],
        ["{% for a in 'x'*9999 %}", "{% endfor %}"],
        ["{%p for a in range(10**9) %}", "{%p endfor %}"],
        ["{%p for a in than_bai recursive %}", "{{ loop(than_bai) }}", "{%p endfor %}"],
        ["{%p for a in dau %}", "{{ loop.index }}", "{%p endfor %}"],
        ["{% set x = 1 %}"],
        ["{% macro m() %}", "{% endmacro %}"],
        ["{% include 'word/document.xml' %}"],
        ["{% import 'a' as b %}"],
        ["{% extends 'a' %}"],
        ["{% block a %}", "{% endblock %}"],
        ["{% filter upper %}", "{% endfilter %}"],
        ["{% with a = 1 %}", "{% endwith %}"],
        ["{% autoescape false %}", "{% endautoescape %}"],
        ["{% raw %}", "{{ x }}", "{% endraw %}"],
        ["{{ ho_ten|safe }}"],
        ["{{ ho_ten|attr('format') }}"],
        ["{{ ho_ten.format(ho_ten) }}"],
        ["{{ ho_ten.upper() }}"],
        ["{{ ho_ten['upper'] }}"],
        ["{{ ho_ten[0] }}"],
        ["{{ ho_ten is string }}"],
        ["{{ ho_ten if 1 else 2 }}"],
        ["{{ phu_luc.append(1) }}"],
        ["{{ _vong }}"],
        ["{{ _vong(than_bai) }}"],
        [*_DEEP, "{{p a0 }}", *["{%p endfor %}"] * 6],
        [*["{%p for a in dau %}"] * 40, *["{%p endfor %}"] * 40],
        [*["{%p if dau %}"] * 3000, *["{%p endif %}"] * 3000],
        ["{%p if " + "not " * 5000 + "dau %}", "{%p endif %}"],
        ["{{ a" + ".b" * 5000 + " }}"],
        ["{{" * 200_000],
        ["{{ x }}" * 200_000],
    ],
    ids=lambda texts: texts[0][:40],
)
def test_a_template_may_not_do_more_than_print_names(
    texts: list[str], edited: Callable[..., Path], tmp_path: Path
) -> None:
    said = refused(edited(first(*texts)))
    assert "ke_hoach.docx" in said
    assert "uid=" not in said


def test_loops_that_print_without_end_are_stopped(tmp_path: Path, edited: Callable[..., Path]) -> None:
    body = "{{ ho_ten }} lời dài " * 200
    loops = [*["{%p for " + f"a{i} in than_bai %}}" for i in range(3)], *[body] * 20, *["{%p endfor %}"] * 3]
    path = edited(first(*loops))
    long = compose(dossier(paragraphs=70))
    start = time.monotonic()
    with pytest.raises(UserError, match="quá"):
        render(long, Template(path), "1", "x")
    assert time.monotonic() - start < 5


def test_loops_that_print_nothing_are_stopped_too(edited: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbhc.word.sandbox.MAX_TURNS", 20)
    assert "quá nhiều vòng" in refused(edited(first(*["{%p for a in than_bai %}"] * 3, *["{%p endfor %}"] * 3)))


@pytest.mark.parametrize("tag", ["{{ x.count }}", "{{ x._fields }}", "{{ x.__doc__ }}", "{{ y.real }}"])
def test_only_plain_data_of_our_own_objects_is_read(tag: str) -> None:
    run = Run("chữ")
    template = TemplateEnvironment().from_string
    assert template("{{ x.text }}").render(x=run) == "chữ"
    with pytest.raises(SecurityError):
        template(tag).render(x=run, y=1)


@pytest.mark.parametrize("part", ["docProps/core.xml", "word/settings.xml", "word/styles.xml"])
def test_tags_outside_the_text_do_nothing(part: str, edited: Callable[..., Path]) -> None:
    tag = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"
    end = {"docProps/core.xml": "/>", "word/settings.xml": "</w:settings>", "word/styles.xml": "</w:styles>"}[part]

    def edit(xml: str) -> str:
        if part == "docProps/core.xml":
            return xml.replace(
                end, f'><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{tag}</dc:title></cp:coreProperties>'
            )
        return xml.replace(end, f"<!-- {tag} -->{end}")

    try:
        data = print_with(edited(edit, part=part))
    except UserError:
        return
    assert b"uid=" not in b"".join(parts_of(data).values())


def test_conditions_and_loops_that_only_print_are_allowed(edited: Callable[..., Path]) -> None:
    texts = [
        "{%p if not nguoi_soan and (dau or than_bai) %}", "CÓ", "{%p else %}", "KHÔNG", "{%p endif %}",
        "{%p if ten_loai == 'KẾ HOẠCH' %}", "ĐÚNG LOẠI", "{%p endif %}",
        "{%p for q in quyen_han %}", "{{p q }}", "LẶP", "{%p endfor %}",
    ]  # fmt: skip
    words = printed_paragraphs(print_with(edited(first(*texts))))
    assert words["CÓ"] == words["ĐÚNG LOẠI"] == 1
    assert words["LẶP"] == words["KT. GIÁM ĐỐC"] == words["PHÓ GIÁM ĐỐC"] == 2  # once here, once in the signature
    assert "KHÔNG" not in words


def test_a_paragraph_printed_inside_a_line_is_refused(edited: Callable[..., Path]) -> None:
    with pytest.raises(UserError, match=r"\{\{p"):
        print_with(edited(first("{%p for q in quyen_han %}", "{{ q }}", "{%p endfor %}")))


# --- an office's own look ---------------------------------------------------------------------------------------------


def restyled(path: Path, target: Path) -> None:
    document = docx.Document(str(path))
    style = document.styles["VB Đoạn"]
    style.font.size = Pt(13.5)
    style.paragraph_format.space_after = Pt(9)
    document.save(str(target))


def look_of(data: bytes, part: str) -> tuple[float, str | None]:
    parts = parts_of(data)
    styles = Styles(parts[ns.STYLES], "x")
    tree = ns.parse(parts[ns.STYLES], "x")
    style = next(s for s in tree.iter(w("style")) if s.get(w("styleId")) == styles.id_of(part))
    spacing = style.find(f"{w('pPr')}/{w('spacing')}")
    return styles.face(part).co, None if spacing is None else spacing.get(w("after"))


def test_what_the_office_changes_in_a_style_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "ke_hoach.docx"
    restyled(TEMPLATES / "ke_hoach.docx", path)
    data = print_with(path)
    assert list(soundness.faults(data)) == []
    assert look_of(data, "doan") == (13.5, "180")
    assert printed_paragraphs(data) == printed_paragraphs(print_with(TEMPLATES / "ke_hoach.docx"))


def test_styles_are_found_by_name_whatever_their_ids(edited: Callable[..., Path], tmp_path: Path) -> None:
    parts = archive.read(TEMPLATES / "ke_hoach.docx", "mẫu")
    ids = re.findall(r'w:styleId="(VB\w+)"', parts[ns.STYLES].decode())
    assert len(ids) > 30
    for name, xml in parts.items():
        text = xml.decode()
        for n, old in enumerate(ids):
            text = text.replace(f'"{old}"', f'"a{n}"')
        parts[name] = text.encode()
    path = tmp_path / "ke_hoach.docx"
    path.write_bytes(archive.pack(parts))
    data = print_with(path)
    assert list(soundness.faults(data)) == []
    assert printed_paragraphs(data) == printed_paragraphs(print_with(TEMPLATES / "ke_hoach.docx"))


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["ke_hoach", "phu_luc"])
def test_a_template_saved_by_libreoffice_still_prints(name: str, tmp_path: Path) -> None:
    changed = tmp_path / "vao.docx"
    restyled(TEMPLATES / f"{name}.docx", changed)
    path = tmp_path / f"{name}.docx"
    libreoffice.convert(changed, path)
    template = Template(path)
    check_names(template, required_names(ban_in(name)))
    data = print_with(path, name)
    assert list(soundness.faults(data)) == []
    assert look_of(data, "doan") == (13.5, "180")
    shipped, printed = printed_paragraphs(print_with(TEMPLATES / f"{name}.docx", name)), printed_paragraphs(data)
    # The page number's field is stored with another stand-in.
    assert {k: n for k, n in printed.items() if not k.isdigit()} == {
        k: n for k, n in shipped.items() if not k.isdigit()
    }


def test_a_template_opened_twice_prints_twice_alike(tmp_path: Path) -> None:
    shutil.copy(TEMPLATES / "ke_hoach.docx", tmp_path / "ke_hoach.docx")
    template = Template(tmp_path / "ke_hoach.docx")
    one = render(ban_in("ke_hoach"), template, "1", "x").value
    two = render(ban_in("ke_hoach"), template, "1", "x").value
    assert one == two == print_with(tmp_path / "ke_hoach.docx")


@pytest.mark.parametrize("name", ["ke_hoach", "thong_bao", "bao_cao"])
def test_a_list_is_as_wide_as_the_cell_that_its_loop_prints_in(name: str) -> None:
    """So that a signer's long title is parted evenly in its own cell, not in the page."""
    template = Template(TEMPLATES / f"{name}.docx")
    assert template.widths["quyen_han"] == template.widths["ho_ten"] < template.text_area[0].be_rong
