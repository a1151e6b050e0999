"""LibreOffice told to accept or reject the tracked changes of files, many in one run: a Basic macro in a profile."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from vbhc.word import libreoffice

_DTD = '<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{2}.dtd">'
_LIBRARY = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DTD.format("library", "library", "library")}
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Duyet"/></library:library>"""
_MODULE = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DTD.format("script", "module", "module")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Duyet"
 script:language="StarBasic">%s</script:module>"""
_BASIC = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
  On Error GoTo Bad
  Open "%s" For Input As #1
  Do While Not Eof(1)
    Line Input #1, source
    Line Input #1, verb
    Line Input #1, target
    doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(doc.CurrentController.Frame, ".uno:" & verb & "AllTrackedChanges", "", 0, Array())
    doc.storeToURL(target, kind())
    doc.close(True)
  Loop
Bad:
  StarDesktop.terminate()
End Sub
"""


def settle(files: Sequence[Path], folder: Path) -> list[tuple[bytes, bytes]]:
    """Each file as LibreOffice saves it after accepting all its tracked changes, and after rejecting them."""
    profile, basic = folder / "ho-so", folder / "ho-so" / "user" / "basic" / "Standard"
    start = [str(libreoffice.find()), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    # The first start of a profile lays out its own (empty) library; the macro comes after.
    subprocess.run([*start, "--terminate_after_init"], check=True, capture_output=True, timeout=60)
    (basic / "script.xlb").write_text(_LIBRARY)
    (basic / "Duyet.xba").write_text(_MODULE % escape(_BASIC % (folder / "viec.txt")))
    todo, made = [], []
    for n, file in enumerate(files):
        pair = tuple(folder / f"{verb}-{n}.docx" for verb in ("Accept", "Reject"))
        todo += [line for out in pair for line in (file.as_uri(), out.name.partition("-")[0], out.as_uri())]
        made.append(pair)
    (folder / "viec.txt").write_text("".join(f"{line}\n" for line in todo))
    subprocess.run([*start, "macro:///Standard.Duyet.Main()"], check=True, capture_output=True, timeout=120)
    return [(accepted.read_bytes(), rejected.read_bytes()) for accepted, rejected in made]
