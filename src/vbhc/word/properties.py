"""Document properties: what readers, search and screen readers show. No clock, no user name, no program version."""

from __future__ import annotations

from vbhc.model.ban_in import ThuocTinh
from vbhc.word.fragments import escape

CORE = "docProps/core.xml"
APP = "docProps/app.xml"


def write(parts: dict[str, bytes], thuoc_tinh: ThuocTinh) -> None:
    """Write the core properties (ECMA-376 part 2, §11); the date is the document's own, when it has one."""
    date = ""
    if thuoc_tinh.ngay:
        date = "".join(
            f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{thuoc_tinh.ngay}T00:00:00Z</dcterms:{tag}>'
            for tag in ("created", "modified")
        )
    parts[CORE] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(thuoc_tinh.tieu_de)}</dc:title><dc:subject>{escape(thuoc_tinh.chu_de)}</dc:subject>"
        f"<dc:creator>{escape(thuoc_tinh.tac_gia)}</dc:creator><dc:language>vi-VN</dc:language>{date}"
        "</cp:coreProperties>"
    ).encode()
    parts[APP] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>vbhc</Application><Company>{escape(thuoc_tinh.tac_gia)}</Company></Properties>"
    ).encode()
