"""Spreadsheet files made for tests: by the usual libraries, and by hand for attacks."""

from __future__ import annotations

import io
import zipfile

import openpyxl


def xlsx(path, rows, sheet="Sheet1"):
    """A workbook of plain rows; returns the openpyxl workbook, already saved, to be changed and saved again."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if value is not None:
                page.cell(r, c).value = value
    book.save(path)
    return book


_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{more}'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>{calc}</workbook>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/>{more}</Relationships>'
)
_SST = (
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
    ' Target="sharedStrings.xml"/>'
)


def xlsx_tho(data="", *, before="", after="", prolog="", more="", calc="", strings=""):
    """The bytes of a workbook whose sheet XML is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("_rels/.rels", _RELS.format(kind="officeDocument", target="xl/workbook.xml", more=""))
        z.writestr("xl/workbook.xml", _WORKBOOK.format(more=more, calc=calc))
        z.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELS.format(kind="worksheet", target="worksheets/sheet1.xml", more=_SST if strings else ""),
        )
        if strings:
            z.writestr(
                "xl/sharedStrings.xml",
                f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>',
            )
        z.writestr(
            "xl/worksheets/sheet1.xml",
            f'{prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"{before}<sheetData>{data}</sheetData>{after}</worksheet>",
        )
    return out.getvalue()


def chu(ref, text):
    """An inline string cell."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)


def ods_tho(rows, *, tables="", styles="", prolog="", manifest=""):
    """The bytes of an .ods whose rows' XML is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
        table = f'<table:table table:name="S">{rows}</table:table>{tables}'
        z.writestr("content.xml", prolog + _ODS.format(styles=styles, tables=table))
    return out.getvalue()


def o_ods(text, attrs='office:value-type="string"'):
    """A cell of an .ods."""
    return f"<table:table-cell {attrs}><text:p>{text}</text:p></table:table-cell>"


def hang_ods(*cells, attrs=""):
    """A row of an .ods."""
    inner = "".join(c if c.startswith("<") else o_ods(c) for c in cells)
    return f"<table:table-row {attrs}>{inner}</table:table-row>"


def o(table):
    """The cells of a table's rows."""
    return [row.o for row in table.hang]
