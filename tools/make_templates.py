"""Draw the base templates from the norms: every size, margin and style name comes from src/vbhc/norms.

Run: python tools/make_templates.py [FOLDER]   (default: templates/)

An office does not need this: it restyles its copies in Word. Here it keeps the shipped templates and the norms from
drifting apart; a test compares them.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from vbhc import archive, norms
from vbhc.word import ns
from vbhc.word.ns import twips

W = f'xmlns:w="{ns.W}" xmlns:r="{ns.R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Headings stay with what they head; the signature table stays with the paragraph after it (no page of its own for that).
KEEP_NEXT = (
    "phan", "khoan_tieu_de", "ten_loai", "phu_luc", "ten_phu_luc", "kem_theo", "don_vi_tinh",
    "noi_nhan_dau", "noi_nhan", "nguoi_soan", "quyen_han", "cho_ky", "chuc_vu_khac", "ho_ten",
)  # fmt: skip
JC = {"trái": "left", "giữa": "center", "phải": "right", "đều": "both"}


def style_id(name: str) -> str:
    from vbhc.text.letters import without_marks

    return "".join(word[:1].upper() + word[1:] for word in without_marks(name).split())


def style(part: norms.ThanhPhan) -> str:
    if part.bang:
        edges = "".join(
            f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for e in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        pad = twips(1.5)
        return (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(part.kieu)}"><w:name w:val="{part.kieu}"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
            f'<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar><w:left w:w="{pad}" w:type="dxa"/>'
            f'<w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        )
    keep = "<w:keepNext/>" if part.ma in KEEP_NEXT else ""
    line = "<w:widowControl/>"
    if part.ma in ("ngat_phan", "duong_ke"):
        spacing = f'<w:spacing w:before="{round(part.truoc * 20)}" w:after="{round(part.sau * 20)}" w:line="20" w:lineRule="exact"/>'
    else:
        spacing = (
            f'<w:spacing w:before="{round(part.truoc * 20)}" w:after="{round(part.sau * 20)}" '
            f'w:line="{round(part.dong * 240)}" w:lineRule="auto"/>'
        )
    indent = f'<w:ind w:firstLine="{twips(part.lui_dau)}"/>' if part.lui_dau else ""
    level = f'<w:outlineLvl w:val="{part.muc_luc - 1}"/>' if part.muc_luc else ""
    border = ""
    if part.ma == "dia_chi":
        border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="2" w:color="000000"/></w:pBdr>'
    look = ("<w:b/><w:bCs/>" if part.dam else "") + ("<w:i/><w:iCs/>" if part.nghieng else "")
    size = round(part.co[0] * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(part.kieu)}"><w:name w:val="{part.kieu}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{line}{border}{spacing}{indent}'
        f'<w:jc w:val="{JC[part.canh]}"/>{level}</w:pPr>'
        f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def styles() -> str:
    font = "Times New Roman"
    return (
        f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" '
        f'w:eastAsia="{font}" w:cs="{font}"/><w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        + "".join(style(part) for part in norms.thanh_phan().values())
        + "</w:styles>"
    )


def p(part: str, text: str = "", inside: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    kieu = style_id(norms.thanh_phan()[part].kieu)
    return f'<w:p><w:pPr><w:pStyle w:val="{kieu}"/>{inside}</w:pPr>{run}</w:p>'


def when(name: str, body: str) -> str:
    return p("doan", f"{{%p if {name} %}}") + body + p("doan", "{%p endif %}")


def each(item: str, items: str, body: str) -> str:
    return p("doan", f"{{%p for {item} in {items} %}}") + body + p("doan", "{%p endfor %}")


def table(widths: list[float], rows: list[list[str]], indent: float = 0) -> str:
    cells = [
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(indent)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{twips(x)}{chr(34)}/>' for x in widths)}</w:tblGrid>"
        + "".join(cells)
        + "</w:tbl>"
    )


def section(first_header: str, first_footer: str) -> str:
    page = norms.trang()
    le = page["le"]
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        f'<w:headerReference w:type="first" r:id="{first_header}"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:footerReference w:type="first" r:id="{first_footer}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{twips(page["rong"])}" w:h="{twips(page["cao"])}"/>'
        f'<w:pgMar w:top="{twips(le["tren"])}" w:right="{twips(le["phai"])}" w:bottom="{twips(le["duoi"])}" '
        f'w:left="{twips(le["trai"])}" w:header="{twips(page["dau_trang"])}" w:footer="{twips(page["chan_trang"])}" '
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def annexes() -> str:
    return each(
        "pl",
        "phu_luc",
        p("phu_luc", "{{p pl.tieu_de }}")
        + when("pl.ten", p("ten_phu_luc", "{{p pl.ten }}"))
        + p("kem_theo", "{{p pl.kem_theo }}")
        + p("duong_ke", "{{p pl.ke }}")
        + each("d", "pl.loi_van", p("doan", "{{p d }}"))
        + when("pl.don_vi_tinh", p("don_vi_tinh", "{{ pl.don_vi_tinh }}"))
        + when("pl.bang", p("o_bang", "{{p pl.bang }}"))
        + each("d", "pl.ghi_chu", p("doan", "{{p d }}"))
        + when("pl.ket", p("ket_phu_luc", "{{p pl.ket }}")),
    )


def body() -> str:
    page = norms.trang()
    head, foot = page["o_dau"], page["o_cuoi"]
    agency = (
        when("chu_quan", p("chu_quan", "{{p chu_quan }}"))
        + p("co_quan", "{{p co_quan }}")
        + p("duong_ke", "{{p ke_co_quan }}")
    )
    nation = (
        p("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("tieu_ngu", "Độc lập - Tự do - Hạnh phúc")
        + p("duong_ke", "{{p ke_tieu_ngu }}")
    )
    number = p("so_ky_hieu", "Số: {{ so_van_ban }}/{{ ky_hieu }}")
    place = p("dia_danh", "{{p dia_danh }}")
    letterhead = table(
        [head["trai"], head["phai"]],
        [[agency, nation], [number + each("d", "dau", p("dau", "{{p d }}")), place]],
        head["lui"],
    )
    title = p("ten_loai", "{{ ten_loai }}") + p("trich_yeu", "{{p trich_yeu }}") + p("duong_ke", "{{p ke_trich_yeu }}")
    text = (
        when("kinh_gui", p("kinh_gui", "{{p kinh_gui }}"))
        + each("d", "can_cu", p("can_cu", "{{p d }}"))
        + each("d", "than_bai", p("doan", "{{p d }}"))
    )
    recipients = (
        p("noi_nhan_dau", "Nơi nhận:")
        + each("n", "noi_nhan", p("noi_nhan", "{{p n }}"))
        + when("nguoi_soan", p("nguoi_soan", "{{ nguoi_soan }}"))
    )
    signature = (
        each("q", "quyen_han", p("quyen_han", "{{p q }}"))
        + p("cho_ky")
        + when("chuc_vu_khac", p("chuc_vu_khac", "{{ chuc_vu_khac }}"))
        + p("ho_ten", "{{ ho_ten }}")
    )
    close = p(
        "ngat_phan",
        inside='<w:keepNext/><w:spacing w:before="120" w:after="0" w:line="20" w:lineRule="exact"/>',
    ) + table([foot["trai"], foot["phai"]], [[recipients, signature]])
    pause = p("ngat_phan", "{{p ngat_van_ban }}", section("rIdHeaderFirst", "rIdFooterFirst"))
    return letterhead + title + text + close + pause + annexes()


HEADER = p(
    "so_trang"
).replace(
    "</w:p>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
)  # fmt: skip


def package(document: str, *, alone: bool) -> dict[str, bytes]:
    first_header = "" if alone else each("k", "pham_vi", p("dau", "{{p k }}"))
    first_footer = "" if alone else each("d", "dia_chi", p("dia_chi", "{{ d }}"))
    files = {
        "word/styles.xml": styles(),
        "word/settings.xml": f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>',
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{document}{section('rIdHeaderBlank', 'rIdFooter')}</w:body></w:document>",
        "word/header1.xml": f"{HEAD}<w:hdr {W}>{HEADER}</w:hdr>",
        "word/header2.xml": f"{HEAD}<w:hdr {W}>{first_header}{p('ngat_phan')}</w:hdr>",
        "word/header3.xml": f"{HEAD}<w:hdr {W}>{p('ngat_phan')}</w:hdr>",
        "word/footer1.xml": f"{HEAD}<w:ftr {W}>{p('ngat_phan')}</w:ftr>",
        "word/footer2.xml": f"{HEAD}<w:ftr {W}>{first_footer}{p('ngat_phan')}</w:ftr>",
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
        "docProps/app.xml": f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{ns.REL}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{ns.REL}">'
        + "".join(
            f'<Relationship Id="{rid}" Type="{OFFICE}/{kind}" Target="{target}.xml"/>'
            for rid, kind, target in (
                ("rIdStyles", "styles", "styles"), ("rIdSettings", "settings", "settings"),
                ("rIdHeader", "header", "header1"), ("rIdHeaderFirst", "header", "header2"),
                ("rIdHeaderBlank", "header", "header3"), ("rIdFooter", "footer", "footer1"),
                ("rIdFooterFirst", "footer", "footer2"),
            )
        )
        + "</Relationships>",
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{ns.CT}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{part}" ContentType="{kind}"/>'
            for part, kind in (
                ("word/document.xml", f"{MAIN}.document.main+xml"), ("word/styles.xml", f"{MAIN}.styles+xml"),
                ("word/settings.xml", f"{MAIN}.settings+xml"),
                *((f"word/header{n}.xml", f"{MAIN}.header+xml") for n in (1, 2, 3)),
                *((f"word/footer{n}.xml", f"{MAIN}.footer+xml") for n in (1, 2)),
                ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
                ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
            )
        )
        + "</Types>",
    }  # fmt: skip
    return {name: text.encode() for name, text in files.items()}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("ke_hoach", "thong_bao", "bao_cao"):
        (folder / f"{name}.docx").write_bytes(archive.pack(package(body(), alone=False)))
    alone = p("ngat_phan", "{{p ngat_van_ban }}") + annexes()
    (folder / "phu_luc.docx").write_bytes(archive.pack(package(alone, alone=True)))


if __name__ == "__main__":
    main()
