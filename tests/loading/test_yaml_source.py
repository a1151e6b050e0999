"""YAML as a drafter means it: text stays text, a slip is named at its place, an attack ends soon."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from shared import examples
from vbhc.errors import UserError
from vbhc.loading import yaml_source
from vbhc.loading.align import Aligner
from vbhc.loading.yaml_source import Node
from vbhc.problems import Problems

Read = Callable[[str | bytes], tuple[Node | None, Problems]]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    path = tmp_path_factory.mktemp("yaml") / "a.yaml"

    def run(data: str | bytes) -> tuple[Node | None, Problems]:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        problems = Problems()
        source = yaml_source.read(path, "a.yaml", problems)
        return (source.root if source else None), problems

    return run


def items(path: Path, text: str) -> tuple[list[str], Problems]:
    """The items of the list `a:` as the program takes them over as text."""
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    source = yaml_source.read(path, "a.yaml", problems)
    if source is None:
        return [], problems
    aligner = Aligner(source, problems, {})
    return aligner.value(source.root.pairs[0][1], tuple[str, ...], ("a",)), problems


def told(problems: Problems) -> list[str]:
    return [f"{p.place} {p.code}" for p in problems]


# --- scalars ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["012", "08", "7:30", "on", "no", "yes", "null", "~", "1e3", "0x1F", "0o17", "2026-01-01", "1_000", ".5", "=", "có",
     "12:30:45", "2026-01-01 10:00:00", "-5", "1,5", "5%", "<5", "a&b", "a*b", "C#", "a:b", "http://a.vn/#b", "5' 3\""],
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_typed(read: Read, typed: str) -> None:
    root, problems = read(f"a: {typed}\n")
    assert root is not None
    assert [(k.text, v.text) for k, v in root.pairs] == [("a", typed)]
    assert not problems.items


@pytest.mark.parametrize("loader", ["C", "Python"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Lưu: VT, VP.", "Nội dung: Tổ chức: tập huấn", "Nội dung:", "**Lưu ý**: gửi trước ngày 15",
        "*Ghi chú* của bảng", "& các đơn vị", "@ địa chỉ", "`x`", "[@qd-1413] ban hành kèm theo", "%Tỉ lệ: 5",
        "Kính gửi: 'Sở': các phòng", "“Công sở”: thân thiện: 4 mức", "7:30: họp", "a: b c: d",
    ],
)  # fmt: skip
def test_a_sentence_stays_the_sentence(
    tmp_path: Path, sentence: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "Python":
        monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)
    for end in ("", "  # chú thích", "\n  # chú thích", "\n\n"):
        got, problems = items(tmp_path / "a.yaml", f"a:\n  - {sentence}{end}\n  - sau\n")
        assert got == [sentence, "sau"], end
        assert not problems.items


def test_a_subject_with_a_colon_stays_the_subject(read: Read) -> None:
    root, problems = read("loai: KH\ntrich_yeu: Về việc: triển khai: đợt 1\nluu: Lưu: VT, VP\n")
    assert root is not None
    assert [v.text for _, v in root.pairs] == ["KH", "Về việc: triển khai: đợt 1", "Lưu: VT, VP"]
    assert not problems.items


def test_a_sentence_may_go_on_on_the_next_line(tmp_path: Path) -> None:
    got, problems = items(tmp_path / "a.yaml", "a:\n  - **Lưu ý** gửi: các phòng: và\n    đơn vị\n  - b\n")
    assert got == ["**Lưu ý** gửi: các phòng: và đơn vị", "b"]
    assert not problems.items


def test_keys_below_a_sentence_with_two_colons_are_not_swallowed(tmp_path: Path) -> None:
    _, problems = items(tmp_path / "a.yaml", "a:\n  - tieu_de: Nội dung: x\n    muc: y\n")
    assert problems.co_loi


def test_a_block_keeps_lines_a_folded_one_joins_them(read: Read) -> None:
    root, problems = read("a: |\n  1. Một: hai # ba\n  - *b*\nb: >-\n  x\n  y\n")
    assert root is not None
    assert [v.text for _, v in root.pairs] == ["1. Một: hai # ba\n- *b*\n", "x y"]
    assert not problems.items


# --- what is lost in silence by other readers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: Phòng #3 họp\n", "a.yaml:1:4"), ("a:\n  - Phòng #3\n", "a.yaml:2:5"), ("a: Phòng\t#3\n", "a.yaml:1:4"),
        ("a: #3 họp\nb: x\n", "a.yaml:1:3"), ("a: Phòng\n  họp #3\n", "a.yaml:1:4"),
    ],
)  # fmt: skip
def test_a_text_cut_by_a_hash_is_a_problem(read: Read, text: str, place: str) -> None:
    _, problems = read(text)
    assert told(problems) == [f"{place} du_lieu/chu_thich"]
    assert "nháy đơn" in problems.items[0].hint


@pytest.mark.parametrize(
    "text", ["a: Phòng  # ba\n", "a:  # ba\n", "# ba\na: Phòng#3\n", "a: 'Phòng #3'\n", "a: 'x' # b"]
)
def test_two_blanks_before_a_hash_make_a_comment(read: Read, text: str) -> None:
    _, problems = read(text)
    assert not problems.items


# --- what is no YAML of ours ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1 du_lieu/yaml"),
        ("a:\n\t- b\n", "a.yaml:2:1 du_lieu/yaml"),
        ("a: !!python/object/apply:os.system ['x']\n", "a.yaml:1:4 du_lieu/yaml"),
        ("a: !Chu ý\n", "a.yaml:1:4 du_lieu/yaml"),
        ("a: !Chú ý\n", "a.yaml:1:7 du_lieu/yaml"),
        ("[a, b]: c\n", "a.yaml:1:1 du_lieu/yaml"),
        ("a: 'b\nc: d\n", "a.yaml:1:4 du_lieu/yaml"),
        ('a: "Công sở" thân thiện\n', "a.yaml:1:14 du_lieu/yaml"),
        ("a: - b\n", "a.yaml:1:4 du_lieu/yaml"),
        ("a: [b\nc: d\n", "a.yaml:2:2 du_lieu/yaml"),
        ("a: > 5 người\n", "a.yaml:1:6 du_lieu/yaml"),
        ("a:\n  b: c\n d: e\n", "a.yaml:3:2 du_lieu/yaml"),
        ("a: Câu\n  tiếp: sau\n", "a.yaml:2:7 du_lieu/yaml"),
        ("a: {b: c:, d: e}\n", "a.yaml:1:9 du_lieu/yaml"),
        ('a: "\\ud800"\n', "a.yaml:1:7 du_lieu/yaml"),
        ('a: "C:\\thư mục\\kế"\n', None),
    ],
)
def test_a_slip_is_named_at_its_place(read: Read, text: str, told_: str | None) -> None:
    _, problems = read(text)
    assert len(problems) == 1
    if told_:
        assert told(problems) == [told_]
    found = problems.items[0]
    assert found.place.line >= 1
    assert found.hint
    assert not re.search(r"\b(did not|found|expected|error)\b", str(found))


@pytest.mark.parametrize(
    "char", ["\x00", "\x07", "\u200b", "\u00ad", "\u202e", "\u2028", "\x85", "\ufeff", "\ufffd", "\uf0b7"]
)
def test_a_hidden_character_is_named_at_its_place_on_every_line(read: Read, char: str) -> None:
    _, problems = read(f"a: b\nc: d{char}e\nf: {char}\n")
    assert told(problems) == ["a.yaml:2:5 du_lieu/ky_tu_la", "a.yaml:3:4 du_lieu/ky_tu_la"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a: b\nc:\u00a0d e\n", "a: b\nc: d e\n"), ("a:\n\u00a0 b: c\n", "a:\n  b: c\n"),
        ("a:\n  - b: x\n  \u00a0\u00a0c: y\n", "a:\n  - b: x\n    c: y\n"),
        ("a: |\n  \uf0b7\tmột\n  \uf0a7 hai\n", "a: |\n  •\tmột\n  • hai\n"),
        ("a: |\n  ● một\n  ▪ hai\n  − ba\n", "a: |\n  • một\n  • hai\n  • ba\n"),
        ("a: |\n  − | ●\n  −5 độ\n  ✓ xong\n", "a: |\n  − | ●\n  −5 độ\n  ✓ xong\n"),
        ("a: |\n  \u00a0b\u00a0c\n", "a: |\n  \u00a0b\u00a0c\n"), ("a: b\u00a0c\n", "a: b\u00a0c\n"),
    ],
)  # fmt: skip
def test_what_comes_with_words_pasted_from_word_is_read_as_meant(read: Read, typed: str, meant: str) -> None:
    (one, told_), (other, _) = read(typed), read(meant)
    assert not told_.items
    assert one == other


def test_a_key_that_stands_too_deep_is_named(read: Read) -> None:
    _, problems = read("loai: KH\nco_quan: abc\n  so_van_ban: 8\n")
    assert "`so_van_ban` thụt vào thừa" in problems.items[0].message
    _, problems = read("loai: KH\ntrich_yeu: a\n  b. Nội dung: hai\n")
    assert "thụt vào thừa" not in str(problems.items)


@pytest.mark.parametrize("loader", ["C", "Python"])
@pytest.mark.parametrize("code", [r"\x00", r"\0", r"\a", r"\x1b", r"\u200B", r"\ud800", r"\uFFFF", r"\N", r"\L", r"\e"])
def test_a_hidden_character_written_as_a_code_is_found_too(
    read: Read, code: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "Python":
        monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)
    _, problems = read(f'k: v\na: "x{code}y"\n')
    assert [p.place.line for p in problems] == [2]
    assert problems.co_loi


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: &x [1]\nb: *x\n", "a.yaml:1:4"),
        ("k: v\na: Đây".encode("cp1258", "replace").replace(b"?", b"\xd0"), "a.yaml:2"),
        ("a: Đề án".encode("utf-16-le"), "a.yaml:1"),
        ("a: Đề án".encode("utf-16")[:-1], "a.yaml"),
        (b"a: " + b"b" * (5 * 2**20 + 1), "5 MB"),
        ("".join("  " * i + "a:\n" for i in range(60)).encode(), "a.yaml:51"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(read: Read, data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_editors_of_all_systems_save_reads_the_same(read: Read, encoding: str, ends: str, form: str) -> None:
    text = unicodedata.normalize(form, "trich_yeu: Đề án\nmo_dau: |\n  Một.\n  Hai.\n").replace("\n", ends)
    root, problems = read(text.encode(encoding))
    assert root is not None
    assert [v.text for _, v in root.pairs] == ["Đề án", "Một.\nHai.\n"]
    assert not problems.items


@pytest.mark.parametrize("data", ["", "\n\n", "# chỉ có chú thích\n", "---\n", "a"])
def test_an_empty_file_is_read_as_empty(read: Read, data: str) -> None:
    root, _ = read(data)
    assert root is not None
    assert not root.pairs


ATTACKS = {
    "brackets": "'[' * 30_000",
    "braces": "'{a: ' * 30_000",
    "dashes": "'- ' * 30_000",
    "laughs": "'a: &a [x, x]\\n' + ''.join(f'{c}: &{c} [*{p}, *{p}]\\n' for p, c in zip('abcdefgh', 'bcdefghi'))",
    "blanks": "'a: b: ' + ' ' * 1_000_000 + 'x'",
    "colons": "'a: ' * 1_000_000",
    "many sentences": "'k: v\\n' * 400_000 + '- a: b: c\\n' * 300",
    "sentences": "'- a: b: c\\n' * 300",
    "citations": "'a: \"' + '[@' * 500_000 + 'x' * 500_000 + '\"'",
    "keys": "'? ' * 100_000",
    "quotes": "'a: \"' + '\\\\n' * 1_000_000",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_and_without_a_traceback(tmp_path: Path, name: str) -> None:
    program = f"""
import sys
from pathlib import Path
from vbhc.composing.citing import MARK
from vbhc.errors import UserError
from vbhc.loading import yaml_source
from vbhc.problems import Problems
path = Path(sys.argv[1])
path.write_text({ATTACKS[name]})
problems = Problems()
try:
    source = yaml_source.read(path, "a.yaml", problems)
    if source and source.root.pairs:
        MARK.findall(source.root.pairs[0][1].text)
except UserError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "a.yaml"], timeout=20, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert not done.stderr


# --- laws -------------------------------------------------------------------------------------------------------------

printable = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), min_size=1)
tricky = st.text(alphabet="ab :#-'\"*&!|>%@`[]{},?đ\\\t", min_size=1, max_size=15)


@given(st.one_of(printable, tricky.map(lambda t: t.replace("\t", ""))).filter(lambda t: t.strip()))
def test_a_quoted_text_comes_back(read: Read, text: str) -> None:
    for quoted in ("'" + text.replace("'", "''") + "'", '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'):
        root, problems = read(f"a: {quoted}\n")
        assert root is not None
        assert root.pairs[0][1].text == unicodedata.normalize("NFC", text)
        assert not problems.items


@examples(600)
@given(st.one_of(printable, tricky))
def test_a_plain_item_comes_back_or_is_a_problem(
    read: Read, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    assume(not re.search(r"\s\s#", f"- {text}"))  # the way to write a comment
    assume(not re.match(r"\s*([\[{'\"#]|- |$|-$)", text))  # YAML's own: lists, quotes, an empty item
    path = tmp_path_factory.getbasetemp() / "item.yaml"
    try:
        got, problems = items(path, f"a:\n  - {text}\n  - sau\n")
    except UserError as error:
        assert "item.yaml" in str(error) or "a.yaml:2" in str(error)  # noqa: PT017 - either way is right
        return
    if not problems.co_loi:
        assert [x.split() for x in got] == [unicodedata.normalize("NFC", text).split(), ["sau"]]
