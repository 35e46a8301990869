"""Which language a report is written in: sentences of our own."""

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports

from dateline.readers.language import find_language
from dateline.records import Report

SPANISH = (
    "Miles de personas cruzaron el río el viernes después de que la presa que está sobre el pueblo se rompiera, según "
    "dijeron las autoridades. El gobernador dijo que los vecinos fueron llevados a las escuelas de la zona, y que el "
    "ejército había enviado barcos para buscar a los desaparecidos."
)
RUSSIAN = (
    "Тысячи людей перешли реку в пятницу, после того как плотина над городом была разрушена, и, по словам властей, "
    "это не первый раз. Губернатор сказал, что жителей уже отвезли в школы и что армия послала к ним лодки."
)
CHINESE = "周五大坝决堤后，数千人渡过了河流。省长对记者说，四千二百名居民已被送到附近的学校和体育馆。军队派出了船只。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        (SPANISH, "es"),
        (RUSSIAN, "ru"),
        (CHINESE, "zh"),
        # Names and places in other letters do not make a report foreign.
        (STORY + " The village is called Վելին in Armenian and Велин in Russian.", "en"),
        # Too short to be judged, or no language at all.
        ("Presa rota en Velin", None),
        ("31 42 53 " * 40, None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    found = find_language(Report(id="r", text=text))
    assert (found.value if found else None) == language


def test_a_report_in_another_language_is_set_aside_with_a_line(read_bytes: Reading) -> None:
    items = read_bytes("a.txt", SPANISH.encode())
    assert reports(items) == []
    (line,) = problems(items)
    assert line.startswith("a.txt: is written in Spanish, not in English (")
    assert line.endswith(
        "% of its words are the commonest of Spanish); set aside; Dateline reads English: give it a translation"
    )
