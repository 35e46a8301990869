"""Which language a report is written in: sentences of our own."""

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports

from dateline.readers.language import find_language, is_foreign
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


# Short words are written as part of the next one, which leaves few that are common.
ARABIC = (
    "عبر آلاف السكان النهر يوم الجمعة بعدما انهار السد الواقع فوق البلدة، وفق ما أعلنت السلطات. وقال المحافظ للصحفيين"
    " إنه تم نقل السكان إلى مدارس وقاعات رياضية قريبة، وأرسل الجيش قوارب ومروحيات للبحث عن المفقودين."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        (ARABIC, "ar"),
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


def test_a_report_in_another_language_keeps_its_text_and_is_said(read_bytes: Reading) -> None:
    items = read_bytes("a.txt", SPANISH.encode())
    assert [report.language for report in reports(items)] == ["es"]
    (line,) = problems(items)
    assert line.startswith("a.txt: is written in Spanish, not in English (")
    assert line.endswith(
        "% of its words are the commonest of Spanish); its text is kept and nothing is read in it; give Dateline a "
        "translation"
    )


@pytest.mark.parametrize(
    ("language", "foreign"),
    [("es", True), ("pt-BR", True), ("en", False), ("en-GB", False), ("English", False), (None, False)],
)
def test_names_of_languages(language: str | None, foreign: bool) -> None:
    assert is_foreign(language) is foreign


def test_what_a_template_declares_is_not_believed(read_bytes: Reading) -> None:
    page = (
        f"<html lang='de'><head><title>Dam bursts</title></head><body><article><p>{STORY}</p></article></body></html>"
    )
    (report,) = reports(read_bytes("a.html", page.encode()))
    assert report.language == "en"
    assert ("de", "html lang") in {(e.value, e.source) for e in report.evidence if e.field == "language"}


def test_a_language_of_no_list(read_bytes: Reading) -> None:
    """What a page declares is believed where hardly a word of its text is common in English."""
    basque = "Milaka lagunek ibaia zeharkatu zuten ostiralean, herriaren gaineko presa hautsi ondoren, esanez. " * 6
    page = f"<html lang='eu-ES'><head><title>Presa</title></head><body><article><p>{basque}</p></article></body></html>"
    items = read_bytes("a.html", page.encode())
    assert [report.language for report in reports(items)] == ["eu"]
    assert "is written in eu, not in English" in problems(items)[0]
