"""The fast way of filling a template gives docxtpl's own parts, for every tag that docxtpl knows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate, Listing, RichText
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from lxml import etree

from shared import examples
from vbhc import archive
from vbhc.word import compiling, contexts, kept
from vbhc.word.compiled import Compiled

Parts = dict[str, bytes]


def environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined)


def by_docxtpl(data: bytes, context: dict[str, Any]) -> Parts:
    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), environment())
    target = io.BytesIO()
    template.save(target)
    return archive.members(target.getvalue(), "x", "x")


def fast(data: bytes, context: dict[str, Any]) -> tuple[Parts, str]:
    compiled = Compiled(compiling.make(data, environment()), environment())
    compiled.render(context)  # a second document is not the first one's
    made = compiled.render(context)
    return compiled.base | {n: text.encode() for n, text in made.items()}, compiled.why_slow


def canonical(parts: Parts) -> dict[str, object]:
    out: dict[str, object] = {}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(data)
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                out[name] = sorted(etree.tostring(n, method="c14n") for n in tree)
            else:
                out[name] = etree.tostring(tree, method="c14n")
        else:
            out[name] = data
    return out


def same(data: bytes, context: dict[str, Any]) -> str:
    parts, slow = fast(data, context)
    wanted = canonical(by_docxtpl(data, context))
    got = canonical(parts)
    assert sorted(got) == sorted(wanted)
    for name in wanted:
        assert got[name] == wanted[name], name
    return slow


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def lines(*texts: str) -> Callable[[], bytes]:
    def make() -> bytes:
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text)
        return saved(document)

    return make


def grid(*rows: tuple[str, ...]) -> Callable[[], bytes]:
    def make() -> bytes:
        document = docx.Document()
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        return saved(document)

    return make


def split_runs() -> bytes:
    """A tag cut into runs, as Word saves it after spelling."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("Kính gửi {", "{ t", "en }", "} và {% i", "f so > 2 %}nhiều{% endif %}."):
        paragraph.add_run(text).bold = len(text) % 2 == 0
    return saved(document)


def heads_and_feet() -> bytes:
    document = docx.Document()
    document.add_paragraph("{{ ten }}")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Đầu {{ ten }}{% for x in ds %} {{ x }}{% endfor %}"
    section.footer.paragraphs[0].text = "Chân cố định"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "{{ ghi }}"
    return saved(document)


def properties() -> bytes:
    document = docx.Document()
    document.add_paragraph("{{ ten }}")
    document.core_properties.title = "Về {{ ten }}"
    document.core_properties.author = "Ai đó & bạn"
    document.core_properties.subject = "{% if so %}có{% endif %}"
    return saved(document)


def pictures() -> bytes:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
        "0100c9fe92ef0000000049454e44ae426082"
    )
    document = docx.Document()
    document.add_picture(io.BytesIO(dot))
    document.add_paragraph("{{ ten }}")
    document.add_picture(io.BytesIO(dot))
    return saved(document)


def footnotes() -> bytes:
    """A part that docxtpl fills without reading it as XML."""
    data = archive.members(lines("{{ ten }}")(), "x", "x")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data["word/footnotes.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1">'
        b"<w:p><w:r><w:t>Xem {{ ghi }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    types, rels = data["[Content_Types].xml"].decode(), data["word/_rels/document.xml.rels"].decode()
    data["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    ).encode()
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    data["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{link}" Target="footnotes.xml"/></Relationships>'
    ).encode()
    return archive.pack(data)


def nested_tables() -> bytes:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    inner = cell.add_table(rows=1, cols=2)
    inner.rows[0].cells[0].text = "{{ ten }}"
    return saved(document)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "names": lines("A {{ ten }} B {{ so }}", "{{ doi_tuong.a }}", "không có thẻ", "hai\tcột\nhai dòng"),
    "paragraphs in a loop": lines("{%p for x in ds %}", "– {{ x }};", "{%p endfor %}", "hết"),
    "paragraphs in a condition": lines("{%p if so > 2 %}", "nhiều", "{%p else %}", "ít", "{%p endif %}"),
    "rows in a loop": grid(("STT", "Việc"), ("{%tr for h in hang %}", ""), ("{{ loop.index }}", "{{ h.a }}"),
                           ("{%tr endfor %}", "")),
    "cells in a loop": grid(("A", "{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}")),
    "cells merged down": grid(("{%tr for h in hang %}", ""), ("{% vm %}{{ ten }}", "{{ h.a }}"),
                          ("{%tr endfor %}", "")),
    "cells merged across": grid(("{%tc for x in ds %}", "{% hm %}{{ ten }}", "{%tc endfor %}"), ("a", "b", "c")),
    "colours of cells": grid(("{% cellbg mau %}{{ ten }}", "x")),
    "columns a cell spans": grid(("{% colspan so %}{{ ten }}", "x")),
    "runs": lines("trước {{r giau }} sau", "{{ ten }}{{r giau }}"),
    "comments": lines("{#p bỏ đi #}", "còn {# ghi chú #} lại"),
    "joined paragraphs": lines("một {%- if so %}", "hai{% endif -%}", "ba"),
    "texts of several lines": lines("{{ nhieu_dong }}", "{{ liet_ke }}", "x {{ trang }} y"),
    "curly quotes and angles": lines("{% if so < 9 and ten != “x” %}được{% endif %}"),
    "escaped tags": lines("{_{ không phải thẻ }_} {_% nữa %_} {{ thoat }}"),
    "spaces that count": lines("  {{ ten }}  "),
    "a tag cut into runs": split_runs,
    "heads and feet": heads_and_feet,
    "properties": properties,
    "pictures": pictures,
    "footnotes": footnotes,
    "a table in a table": nested_tables,
    "uneven tables": grid(("a", "b", "c"), ("{{ ten }}",)),
}  # fmt: skip
SLOW = {"cells in a loop", "cells merged across", "columns a cell spans", "a table in a table"}


class Thing:
    a = "A & <B>"


def context() -> dict[str, Any]:
    rich = RichText("đậm", bold=True)
    rich.add(" thường & nữa")
    return {
        "ten": "Sở “Nội vụ” & <Sở> {{ khác }}", "so": 3, "ds": ["một", "hai & ba", ""], "doi_tuong": Thing(),
        "hang": [{"a": "1 < 2", "b": "x"}, {"a": "", "b": "y"}], "mau": "FFCC00", "giau": rich, "ghi": "tr. 5",
        "nhieu_dong": "dòng 1\ndòng 2\tcột", "liet_ke": Listing("a\nb\tc\ad & <e>"), "trang": "trước\fsau",
        "thoat": "{_{x}_}",
    }  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_tag_gives_docxtpls_own_parts(name: str) -> None:
    slow = same(TEMPLATES[name](), context())
    assert bool(slow) == (name in SLOW), slow


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00") | st.sampled_from("{}%_#\n\t\a\f&<>“”\x0b"),
    max_size=20,
)


@pytest.mark.slow
@examples(60)
@given(st.lists(TEXTS, min_size=3, max_size=3), st.integers(0, 4))
def test_any_value_prints_as_docxtpl_prints_it(values: list[str], so: int) -> None:
    data = MIXED
    made = context() | {"ten": values[0], "ds": values, "hang": [{"a": v, "b": "x"} for v in values[:so]], "so": so}
    try:
        wanted: Exception | None = None
        by_docxtpl(data, made)
    except Exception as error:  # noqa: BLE001 - whatever docxtpl makes of it, ours makes of it
        wanted = error
    if wanted is None:
        same(data, made)
    else:
        with pytest.raises(type(wanted)):
            fast(data, made)


def _mixed() -> bytes:
    document = docx.Document()
    for text in ("{{ ten }}", "{%p for x in ds %}", "{{ x }} {{ so }}", "{%p endfor %}"):
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(
        table.rows, (("{%tr for h in hang %}", ""), ("{{ h.a }}", "{{ h.b }}"), ("{%tr endfor %}", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = "{{ ten }}"
    return saved(document)


MIXED = _mixed()


TORN = {
    "loop out of its cell": lambda: _in_table("{%p for x in items %}", "{{ x }}", after="{%p endfor %}"),
    "condition into a table": lambda: _in_table("hai{% endif %}", before="{% if ten %}một"),
}
"""docxtpl parses the result with recovery: it makes something of these, and drops the rest."""


def _in_table(*texts: str, before: str = "", after: str = "") -> bytes:
    document = docx.Document()
    document.add_paragraph(before)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    for text in texts:
        cell.add_paragraph(text)
    document.add_paragraph(after)
    return saved(document)


@pytest.mark.parametrize("name", TORN)
def test_a_template_that_tears_an_element_goes_docxtpls_way(name: str) -> None:
    assert same(TORN[name](), {"ten": "", "items": []}) == compiling.TORN


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<w:body><w:p><w:t>{{ a }}</w:t></w:p>{{ b }}</w:body>", [("a", "w:t"), ("b", "w:body")]),
        ("<w:body>{% for x in c.d %}<w:p>{{ x.e }}{{ f }}</w:p>{% endfor %}</w:body>",
         [("c.d[].e", "w:p"), ("f", "w:p")]),
        ("<w:p w:a=\"{{ a }}\" w:b='<'/><!-- <w:p> -->{{ a }}", [("a", "@"), ("a", "")]),
        ("<w:p><w:r><w:t>{% if a %}b</w:t></w:r><w:r><w:t>{{ c }}{% endif %}</w:t></w:r></w:p>", [("c", "w:t")]),
        ("<a>{% if b %}<b/>{% elif c %}<c></c>{% else %}{{ d }}{% endif %}</a>", [("d", "a")]),
        ("<a b=\"{% if c %}{{ d }}{% endif %}\"/>", [("d", "@")]),
    ],
)  # fmt: skip
def test_where_names_stand(source: str, found: list[tuple[str, str]]) -> None:
    assert list(contexts.places(environment().parse(source))) == found


@pytest.mark.parametrize(
    "source",
    [
        "<a>{% if b %}</a>{% endif %}", "<a>{% if b %}<c>{% endif %}</a>", "{% for x in y %}<a>{% endfor %}</a>",
        "<a><b></a></b>", "<a>", "</a>", "<a {% if b %}c='1'>{% endif %}</a>", "<a>{% if b %}</a><b>{% endif %}</b>",
        "<a>{% if b %}<c/>{% else %}</a>{% endif %}", "<a></a><b", "{% if b %}<a {% endif %}c='1'/>",
        "<a {% if b %}c='1'/><d {% endif %}e='2'/>", "{% for x in y %}<a/>{% else %}<a>{% endfor %}",
    ],
)  # fmt: skip
def test_torn_elements_are_seen(source: str) -> None:
    with pytest.raises(contexts.Torn):
        contexts.places(environment().parse(source))


def test_what_is_kept_is_believed_only_where_it_is_code(monkeypatch: pytest.MonkeyPatch) -> None:
    store: dict[str, bytes] = {}
    monkeypatch.setattr("vbhc.cache.get", store.get)
    monkeypatch.setattr("vbhc.cache.put", store.__setitem__)
    made = compiling.make(lines("{{ ten }}")(), environment())
    kept.write({}, frozenset({"ten"}), made)
    assert kept.read({}) == (frozenset({"ten"}), made)
    no_code: Any = "ten"
    kept.write({}, frozenset(), made._replace(pieces=(made.pieces[0]._replace(code=no_code),)))
    assert kept.read({}) is None


def test_a_name_that_is_not_there_is_docxtpls_error() -> None:
    compiled = Compiled(compiling.make(lines("{{ khong_co }}")(), environment()), environment())
    with pytest.raises(UndefinedError, match="khong_co"):
        compiled.render({})


def test_parts_without_names_are_copied_as_they_are() -> None:
    data = TEMPLATES["pictures"]()
    compiled = Compiled(compiling.make(data, environment()), environment())
    made = compiled.render(context())
    assert set(made) == {"word/document.xml"}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert compiled.base["word/media/image1.png"] == package.read("word/media/image1.png")
