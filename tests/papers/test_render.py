"""The file: its bytes, its fonts, its properties, its text, and a QR code that a reader reads."""

import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from portal.lao.text import canonical
from portal.papers.paper import Paper
from portal.papers.qr import SMALLEST_MODULE, SMALLEST_SIDE, QrCode
from portal.papers.render import render
from tests.papers import papers
from tests.papers.pictures import rasterise


def run(tool: str, *arguments: Any) -> str:
    return subprocess.run([tool, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def specimen(tmp_path: Path) -> Path:
    path = tmp_path / "specimen.pdf"
    path.write_bytes(render(papers.changed(specimen=True)))
    return path


def test_the_same_paper_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    first = render(papers.RESIDENCE)
    render(papers.LONG_WORDS)
    render(papers.ENGLISH)
    assert render(papers.RESIDENCE) == first


def test_the_same_paper_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from portal.papers.render import render; from tests.papers import papers;"
        "render(papers.LONG_LIST); sys.stdout.buffer.write(render(papers.RESIDENCE))"
    )
    other = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout
    assert other == render(papers.RESIDENCE)


def test_threads_draw_at_once_without_mixing_their_letters() -> None:
    wanted = {name: render(getattr(papers, name)) for name in ("RESIDENCE", "ENGLISH", "BARE")}
    drawn: dict[str, list[bytes]] = {name: [] for name in wanted}
    threads = [
        threading.Thread(target=lambda name=name: drawn[name].append(render(getattr(papers, name))))
        for name in list(wanted) * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == {name: [file] * 4 for name, file in wanted.items()}


def test_fonts_are_embedded_subsets_and_the_file_is_small(specimen: Path) -> None:
    rows = run("pdffonts", specimen).splitlines()[2:]
    assert {row.split()[0].split("+")[1] for row in rows} == {
        "Phetsarath-Regular",
        "Phetsarath-Bold",
        "NotoSansLao-Regular",
        "NotoSansLao-Bold",
    }
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert specimen.stat().st_size < 120_000


def test_properties_say_what_it_is_and_when_it_was_issued(specimen: Path) -> None:
    told = run("pdfinfo", "-isodates", specimen)
    assert "Title:           ໃບຢັ້ງຢືນທີ່ຢູ່ 2026/0103/00017" in told
    assert "CreationDate:    2026-11-24T10:30:00+07" in told
    assert b"/Lang (lo)" in specimen.read_bytes()
    assert "Pages:           1" in told
    assert "A4" in told


def copied(paper: Paper, folder: Path) -> str:
    path = folder / "copied.pdf"
    path.write_bytes(render(paper))
    return run("pdftotext", "-layout", path, "-")


def test_copied_text_is_canonical_lao(tmp_path: Path) -> None:
    text = copied(papers.RESIDENCE, tmp_path)
    for said in (
        "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",
        "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ",
        "ເລກທີ 2026/0103/00017",
        "ໃບຢັ້ງຢືນທີ່ຢູ່",
        "ຊື່ ແລະ ນາມສະກຸນ",
        "ສົມຊາຍ ວົງສາ",
        "Residence certificate",
        "ເຈົ້າເມືອງໄຊເສດຖາ",
        "K7PX-9QRM",
        "https://portal.example.la/v/K7PX9QRM",
    ):
        assert said in text
    assert all(canonical(line) == line for line in (" ".join(row.split()) for row in text.splitlines()))


def test_hostile_words_are_drawn_as_words(tmp_path: Path) -> None:
    text = copied(papers.HOSTILE, tmp_path)
    assert "<b>&amp;</b> ()\\" in text
    assert "\u202e" not in text


def test_a_specimen_says_so_on_every_page(tmp_path: Path) -> None:
    pages = copied(papers.LONG_LIST, tmp_path).split("\f")[:-1]
    assert len(pages) > 2
    assert all("ບໍ່ມີຜົນທາງກົດໝາຍ" in page for page in pages)
    assert "ບໍ່ມີຜົນທາງກົດໝາຍ" not in copied(papers.RESIDENCE, tmp_path)


@pytest.mark.parametrize("specimen_mark", [False, True])
@pytest.mark.parametrize("url", [papers.RESIDENCE.verify_url, "https://portal.example.la/v/" + "K7PX9QRM" * 12])
def test_the_qr_code_is_read_from_the_printed_page(url: str, specimen_mark: bool, tmp_path: Path) -> None:
    rasterise(render(papers.changed(verify_url=url, specimen=specimen_mark)), tmp_path, dots_per_inch=200)
    page = sorted(tmp_path.glob("page*.png"))[-1]
    assert run("zbarimg", "--quiet", "--raw", page).strip() == url


@pytest.mark.parametrize("length", [1, 30, 120, 400])
def test_a_qr_code_is_large_enough_and_has_its_quiet_zone(length: int) -> None:
    code = QrCode("https://example.la/" + "x" * length)
    assert code.side >= SMALLEST_SIDE
    assert code.module >= SMALLEST_MODULE - 1e-9
    assert code.quiet_zone == pytest.approx(4 * code.module)
    assert code.side == pytest.approx((len(code.modules) + 8) * code.module)


def test_lines_of_a_page_come_out_from_top_to_bottom(tmp_path: Path) -> None:
    text = copied(papers.RESIDENCE, tmp_path)
    order = ["ສາທາລະນະລັດ", "ສັນຕິພາບ", "ເລກທີ", "ໃບຢັ້ງຢືນທີ່ຢູ່", "ນາມສະກຸນ", "ໃຊ້ໄດ້ຮອດ", "ເຈົ້າເມືອງໄຊເສດຖາ"]
    assert all(text.index(one) < text.index(other) for one, other in pairwise(order))
