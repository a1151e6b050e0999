"""Corrections in a YAML file: only form changes, only where it was asked, every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import examples
from vbhc.errors import FileChangedByPerson, UserError
from vbhc.loading import mending, yaml_source
from vbhc.loading.mending import Replacement, mend, mend_file
from vbhc.problems import Problems
from vbhc.text.words import words

TEXT = """\
# chú thích  đầu tệp
loai: KH
trich_yeu: "Kế  hoạch : một"   # hai  cách
ghi_chu: 'ông''s  nhà'
noi_dung: |
  1. Việc  một :
  - Ngày 2/9 .
muc: [a  b, c]
phan:
  - tieu_de: Tổ chức: tập  huấn
  - dài
    xuống  dòng
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("line", "old", "new"),
    [(3, "Kế  hoạch :", "Kế hoạch:"), (4, "s  nhà", "s nhà"), (6, "một :", "một:"), (7, "2/9 .", "02/9."),
     (8, "a  b", "a b"), (10, "tập  huấn", "tập huấn"), (12, "xuống  dòng", "Xuống dòng")],
)  # fmt: skip
def test_form_is_mended_and_nothing_else(line: int, old: str, new: str, bom: str, end: str) -> None:
    text = bom + TEXT.replace("\n", end)
    made = mend(text, [Replacement(line, old, new)])
    assert made.bo_lai == ()
    assert made.text == text.replace(old, new)


@pytest.mark.parametrize(
    ("line", "old", "new", "why"),
    [
        (3, "một", "hai", "chữ khác"), (2, "loai", "loài", "hình dạng"), (1, "thích  đầu", "thích đầu", "chú thích"),
        (3, "hai  cách", "hai cách", "chú thích"), (9, "phan:", "phan :", "không phải chữ"),
        (8, "a  b", "a, b", "hình dạng"),
        (3, '"Kế', "Kế", ""), (8, "[a", "a", ""), (3, "x", "y", "không còn"),
        (99, "x", "y", "không còn"), (6, " ", "", "nhiều chỗ"), (2, "KH", "K\nH", "không còn"), (5, "|", ">", ""),
        (8, "a  b", "a  #b", ""),
    ],
)  # fmt: skip
def test_what_would_change_more_is_refused(line: int, old: str, new: str, why: str) -> None:
    change, good = Replacement(line, old, new), Replacement(12, "xuống  dòng", "xuống dòng")
    made = mend(TEXT, [change, good])
    assert [c for c, _ in made.bo_lai] == [change]
    assert why in made.bo_lai[0][1]
    assert made.text == TEXT.replace(good.old, good.new)


def test_changes_that_meet_are_not_both_made() -> None:
    one, two = Replacement(3, "Kế  hoạch", "Kế hoạch"), Replacement(3, "hoạch :", "hoạch:")
    made = mend(TEXT, [two, one, one])
    assert [c for c, _ in made.bo_lai] == [two]
    assert 'trich_yeu: "Kế hoạch : một"   # hai  cách' in made.text


def test_a_file_with_faults_is_left_alone() -> None:
    made = mend("a: [1\nb: 'x\n", [Replacement(1, "a", "A")])
    assert made.text == "a: [1\nb: 'x\n"
    assert len(made.bo_lai) == 1


@given(st.data())
@examples(150)
def test_whatever_is_asked_the_words_stay(data: st.DataObject) -> None:
    lines = TEXT.split("\n")
    changes = []
    for _ in range(data.draw(st.integers(1, 5))):
        n = data.draw(st.integers(1, len(lines)))
        start = data.draw(st.integers(0, len(lines[n - 1])))
        end = data.draw(st.integers(start, min(len(lines[n - 1]), start + 4)))
        new = data.draw(st.sampled_from(["", " ", "  ", ":", "#", " #", "'", '"', "- ", "x", "[", ", ", "|", "0", "Ế"]))
        changes.append(Replacement(n, lines[n - 1][start:end], new, start + 1))
    made = mend(TEXT, changes)
    before, after = (yaml_source.parse(t, "a", Problems()) for t in (TEXT, made.text))
    assert before is not None
    assert after is not None
    assert words(" ".join(texts(before.root))) == words(" ".join(texts(after.root)))
    assert len(made.text.split("\n")) == len(lines)
    refused = {c for c, _ in made.bo_lai}
    kept = {c.line for c in changes if c not in refused}
    assert all(a == b for n, (a, b) in enumerate(zip(lines, made.text.split("\n"), strict=True), 1) if n not in kept)


def texts(node: yaml_source.Node) -> list[str]:
    out = [node.text] + [t for i in node.items for t in texts(i)]
    return out + [t for k, v in node.pairs for t in [k.text, *texts(v)]]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    mend_file(path, "a.yaml", [Replacement(6, "Việc  một", "Việc một")])
    assert path.read_bytes() == TEXT.replace("Việc  một", "Việc một").replace("\n", "\r\n").encode()
    real = mending.mend

    def slow(*args: object) -> mending.Mended:
        path.write_bytes(b"loai: TB\n")
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(mending, "mend", slow)
    with pytest.raises(FileChangedByPerson, match="vừa lưu"):
        mend_file(path, "a.yaml", [Replacement(6, " :", ":")])
    assert path.read_bytes() == b"loai: TB\n"
    path.write_bytes("loai: KH".encode("utf-16"))
    with pytest.raises(UserError, match="UTF-8"):
        mend_file(path, "a.yaml", [])
