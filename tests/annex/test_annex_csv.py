import pytest

from vbhc.annex.sheets import doc
from vbhc.errors import UserError


@pytest.fixture
def doc_csv(tmp_path):
    def read(data):
        path = tmp_path / "b.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (sheet,) = doc(path, "b.csv")
        return {r.so: [r.o[c].gia_tri for c in sorted(r.o)] for r in sheet.hang}

    return read


ROWS = {1: ["Việc", "Số"], 2: ["Một", "1,5"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(doc_csv, encoding, end):
    assert doc_csv(f"Việc;Số{end}Một;1,5{end}".encode(encoding)) == ROWS


@pytest.mark.parametrize(
    "text",
    [
        'Việc,Số\nMột,"1,5"\n',
        "Việc\tSố\nMột\t1,5\n",
        "\n".join(["sep=;", "Việc;Số", "Một;1,5"]),
    ],
)
def test_delimiters(doc_csv, text):
    assert doc_csv(text) == ROWS


def test_a_delimiter_in_quotes_or_in_a_heading_does_not_mislead(doc_csv):
    assert doc_csv('"Việc; cách làm",Số\nMột,2\n')[1] == ["Việc; cách làm", "Số"]
    assert doc_csv("Việc, cách làm;Số\nMột;2\nHai, ba, bốn;3\n")[3] == ["Hai, ba, bốn", "3"]
    assert doc_csv("Việc\nMột, hai\n")[2] == ["Một, hai"]


def test_quoted_cells_hold_anything(doc_csv):
    assert doc_csv('Việc;Số\n"một\n""hai"";ba";5\n;6\n') == {
        1: ["Việc", "Số"],
        2: ['một\n"hai";ba', "5"],
        3: ["6"],
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("a,b;c\n1,2;3\n", "sep="),
        ("Việc;Số\nMột;2;3\nHai;4\nBa\n", "hàng 2 có 3 ô; hàng 4 có 1 ô"),
        ('Việc;Số\n"Một;2\nHai;3\n', "nháy"),
        ('Việc;Số\n"Một"x;2\n', "nháy"),
        ("Việc;Số\nMột\0;2\n", "NUL"),
        ("Việc\n<<<<<<< ta\nMột\n=======\nHai\n>>>>>>> họ\n", "csv:2: còn dấu xung đột của git"),
        ("Việc;Số".encode("cp1258", "ignore") + b"\xff", "CSV UTF-8"),
        ("Việc;Số".encode("utf-16")[:-1], "CSV UTF-8"),
        ("a\n" * 200_002, "200000"),
        ("a;" * 600, "500"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(doc_csv, data, says):
    with pytest.raises(UserError, match=says):
        doc_csv(data)
