"""The pages in a real browser: nothing runs that is not ours, nothing is requested, and people can work with them."""

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dateline.engines.local import Local
from dateline.pipeline import Settings, build
from dateline.store import Record
from dateline.web import packing, splitting
from dateline.web.page import write_page
from dateline.web.server import make_app

selenium = pytest.importorskip("selenium.webdriver")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with its driver on this machine"),
]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REAL_NAME = "../shared/data/karabakh-2023"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "karabakh-2023"
"""Five reports of real outlets, which may not be handed on: beside the checkout, where there are any."""
DESK, PHONE = (1280, 900), (390, 800)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    # the tests follow hundreds of links faster than people do, and Chromium would warn on the console
    options.add_argument("--disable-ipc-flooding-protection")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def requested(browser: Any) -> Callable[[], list[str]]:
    """What the browser asked for since this was last called."""

    def asked() -> list[str]:
        messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        # The calendar in a date field is a picture of the browser's own.
        return [url for url in urls if not url.startswith("data:image/svg+xml;base64,")]

    asked()
    return asked


@pytest.fixture(scope="module")
def ferry_page(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "ferry.html"
    with Record(ferry) as record:
        write_page(record, path)
    return path.as_uri()


@pytest.fixture
def served(request: pytest.FixtureRequest) -> Iterator[str]:
    """The server's address, for the record named by the test's parameter."""
    server = uvicorn.Server(uvicorn.Config(make_app(request.getfixturevalue(request.param)), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def size(browser: Any, width: int, height: int) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )


# In a page that is written as it is, and in one that unpacks its rows.
@pytest.mark.parametrize("kind", ["hostile_page", "hostile_packed_page"])
def test_hostile_text_runs_and_requests_nothing(
    browser: Any, requested: Callable[[], list[str]], kind: str, request: pytest.FixtureRequest
) -> None:
    hostile_page: Path = request.getfixturevalue(kind)
    browser.get(hostile_page.as_uri())
    if kind == "hostile_packed_page":
        browser.find_element("id", "everything").send_keys("\n")
        wait(browser, "document.getElementById('everything').textContent === 'All rows are shown'")
    assert browser.execute_script("return window.pwned") is None
    # Every link that stays on the page, and every part that opens.
    browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    assert browser.execute_script(LOST) == []
    for number in range(0, 3000, 150):
        browser.execute_script("document.querySelectorAll('main a:not(svg a)')[arguments[0]].click()", number)
    browser.execute_script("document.getElementById('filters').elements.q.value = '<script>'; ")
    assert browser.execute_script("return window.pwned") is None
    assert browser.title == "hostile"
    assert [url for url in requested() if not url.startswith(hostile_page.as_uri())] == []
    assert browser.get_log("browser") == []
    # The policy is in force: what a report would smuggle in is refused.
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.pwned=1'; document.body.append(s);"
        "const i = new Image(); i.src = 'http://127.0.0.1:9/x'; document.body.append(i);"
    )
    assert browser.execute_script("return window.pwned") is None
    refused = [entry["message"] for entry in browser.get_log("browser")]
    assert any("script-src" in message for message in refused)
    assert any("Content Security Policy" in message and "127.0.0.1:9" in message for message in refused)


@pytest.mark.parametrize("served", ["hostile"], indirect=True)
def test_hostile_text_on_the_server(browser: Any, requested: Callable[[], list[str]], served: str) -> None:
    for address in (
        "/",
        "/figures",
        "/statements",
        "/reports",
        "/search?q=script",
        "/search?q=%3Cscript%3Ewindow.pwned%3D1",
    ):
        browser.get(served + address)
        assert browser.execute_script("return window.pwned") is None
    browser.get(served + "/reports")
    links = [link.get_attribute("href") for link in browser.find_elements("css selector", "main a[href^='/reports/']")]
    for link in links[:40]:
        browser.get(link)
        assert browser.execute_script("return window.pwned") is None
    # Chromium asks for an icon by itself; the server answers that there is none.
    assert [url for url in requested() if not url.startswith(served)] == []
    assert [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []


def wait(browser: Any, condition: str) -> None:
    """Until the condition holds, a quarter of a minute at most."""
    for _ in range(300):
        if browser.execute_script(f"return Boolean({condition})"):
            return
        time.sleep(0.05)
    raise AssertionError(f"never: {condition}")


LOST = (
    "return [...document.querySelectorAll('a[href^=\"#\"]')].map((link) => link.getAttribute('href').slice(1))"
    ".filter((id) => !document.getElementById(id))"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The page of a folder of reports."""

    def page_of(reports: Path) -> Path:
        folder = tmp_path_factory.mktemp("example")
        build([reports], folder / "record.db", engine=Local(1), settings=Settings())
        with Record(folder / "record.db") as record:
            (page,) = write_page(record, folder / "page.html").pages
        return page

    return page_of


@pytest.mark.parametrize(
    "reports",
    [
        EXAMPLES / "karabakh-2023",
        EXAMPLES / "derna-2023",
        pytest.param(REAL, marks=pytest.mark.skipif(not REAL.is_dir(), reason=f"no real reports in {REAL_NAME}")),
    ],
    ids=lambda reports: f"{reports.parent.name}/{reports.name}",
)
def test_pages_of_reports(
    browser: Any, requested: Callable[[], list[str]], built: Callable[[Path], Path], reports: Path
) -> None:
    page = built(reports).as_uri()
    for width in (DESK, PHONE):
        size(browser, *width)
        browser.get(page)
        assert browser.execute_script(LOST) == []
        assert violations(browser) == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width[0]
    # Every fact opens at its characters, and those at its row.
    lit = browser.execute_async_script(FOLLOWED)
    assert lit["followed"] > 100
    assert lit["lost"] == []
    # By keyboard: a search leaves rows that have the words, and says how many of all.
    everything = shown(browser, "statements")
    browser.find_element("css selector", "body").send_keys("/")
    browser.switch_to.active_element.send_keys("said")
    wait(browser, "/^[\\d,]+ of [\\d,]+ rows$/.test(document.getElementById('found').textContent)")
    assert 0 < shown(browser, "statements") < everything
    browser.switch_to.active_element.send_keys("\ue00c")  # Escape clears the field
    wait(browser, "document.getElementById('found').textContent === ''")
    assert shown(browser, "statements") == everything
    assert [url for url in requested() if not url.startswith(page)] == []
    assert browser.get_log("browser") == []


# Follows a link of every kind of row to the characters and from there back; which of them light up nothing.
FOLLOWED = """
    const done = arguments[0], lost = [];
    const rows = [...document.querySelectorAll("[id^='row.']")];
    (async () => {
      for (const row of rows.slice(0, 200)) {
        const characters = row.id.slice(4);
        for (const name of [characters, row.id]) {
          location.hash = name;
          await new Promise((resolve) => addEventListener("hashchange", () => setTimeout(resolve), { once: true }));
          if (document.querySelector(".on")?.id !== name) lost.push(name);
        }
        const text = document.getElementById(characters);
        const back = [text.closest("a"), ...text.closest(".pair").querySelectorAll("a")];
        if (!back.some((link) => link?.getAttribute("href") === `#${row.id}`)) lost.push(`${characters} back`);
      }
      done({ followed: rows.length, lost });
    })();
"""


def shown(browser: Any, part: str) -> int:
    """How many rows of a part are visible."""
    script = "return [...document.querySelectorAll(`#${arguments[0]} [data-x]`)].filter((row) => !row.hidden).length"
    return int(browser.execute_script(script, part))


def type_in(browser: Any, text: str) -> None:
    browser.switch_to.active_element.send_keys(text)
    time.sleep(0.3)


# By keyboard alone: "/" goes to the search, Tab to the next filter.  (keys, rows of statements and figures left)
def test_filters_and_search_by_keyboard(browser: Any, ferry_page: str) -> None:
    size(browser, *DESK)
    browser.get(ferry_page)
    everything = (shown(browser, "statements"), shown(browser, "figures"))
    assert everything == (5, 4)
    browser.find_element("css selector", "body").send_keys("/")
    type_in(browser, "OVERLOADED")
    assert (shown(browser, "statements"), shown(browser, "figures")) == (1, 0)
    assert browser.find_element("id", "found").text.startswith("")
    assert " of " in browser.find_element("id", "found").text
    browser.switch_to.active_element.send_keys("\ue009a\ue000\ue003")  # Ctrl-A, Backspace
    time.sleep(0.3)
    assert (shown(browser, "statements"), shown(browser, "figures")) == everything
    type_in(browser, "\ue004")  # Tab: who
    type_in(browser, "Ilse")
    assert (shown(browser, "statements"), shown(browser, "figures")) == (2, 2)
    browser.execute_script("document.getElementById('filters').reset()")
    time.sleep(0.3)
    # From 16 May: one figure, one without a date, which stays until "undated too" is taken away.
    field = browser.find_element("name", "from")
    browser.execute_script(
        "arguments[0].value = '2024-05-16'; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", field
    )
    time.sleep(0.3)
    assert shown(browser, "figures") == 2
    browser.find_element("name", "undated").send_keys(" ")
    time.sleep(0.3)
    assert shown(browser, "figures") == 1


def test_a_link_to_a_hidden_row_shows_it(browser: Any, ferry_page: str) -> None:
    browser.get(ferry_page)
    browser.find_element("css selector", "body").send_keys("/")
    type_in(browser, "nothing has these words")
    assert shown(browser, "statements") == 0
    browser.execute_script("location.hash = document.querySelector('#statements li[id]').id")
    time.sleep(0.3)
    assert shown(browser, "statements") == 5


# --- long records -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packed_page(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the ferry with a pack for each row but the first of each section."""
    path = tmp_path_factory.mktemp("page") / "ferry.html"
    with pytest.MonkeyPatch.context() as patch, Record(ferry) as record:
        patch.setattr(packing, "UNPACKED", 0)
        patch.setattr(packing, "ROWS", 1)
        write_page(record, path)
    return path.as_uri()


def test_a_link_into_packed_rows_unpacks_them(browser: Any, packed_page: str) -> None:
    size(browser, *DESK)
    browser.get(packed_page)
    assert shown(browser, "statements") == 1
    # From the page itself, and from outside: the first link in sight to what is still packed.
    links = [link for link in browser.find_elements("css selector", "li a[href^='#']") if link.is_displayed()]
    targets = [link.get_attribute("href").partition("#")[2] for link in links]
    link, target = next(
        (link, target) for link, target in zip(links, targets, strict=True) if not browser.find_elements("id", target)
    )
    link.send_keys("\n")
    wait(browser, f"document.querySelector('.on')?.id === '{target}'")
    browser.get("about:blank")
    browser.get(f"{packed_page}#{target}")
    wait(browser, f"document.querySelector('.on')?.id === '{target}'")
    assert browser.find_element("id", target).is_displayed()


def test_more_rows_by_keyboard(browser: Any, packed_page: str) -> None:
    browser.get(packed_page)
    buttons = [one for one in browser.find_elements("css selector", "#statements .slot button") if one.is_displayed()]
    assert [button.text for button in buttons] == ["Show rows 2 to 2 of 5"]
    buttons[0].send_keys("\n")
    wait(browser, "document.querySelectorAll('#statements [data-x]').length === 2")
    assert browser.execute_script("return document.activeElement.closest('#statements') !== null")


def test_filters_and_search_reach_packed_rows(browser: Any, packed_page: str) -> None:
    browser.get(packed_page)
    browser.find_element("css selector", "body").send_keys("/")
    browser.switch_to.active_element.send_keys("OVERLOADED")
    wait(browser, "document.getElementById('found').textContent.includes(' of ')")
    assert (shown(browser, "statements"), shown(browser, "figures")) == (1, 0)
    assert "overloaded" in browser.find_element("css selector", "#statements [data-x]:not([hidden])").text
    left, _, every = browser.find_element("id", "found").text.removesuffix(" rows").partition(" of ")
    rows = browser.execute_script(
        "return [...document.querySelectorAll('.part')].reduce((sum, part) => sum + Number(part.dataset.rows), 0)"
    )
    assert int(every) == rows > int(left) > 0
    assert violations(browser) == []


@pytest.fixture(scope="module")
def split_page(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "ferry.html"
    with pytest.MonkeyPatch.context() as patch, Record(ferry) as record:
        patch.setattr(splitting, "SHORT", 0)
        write_page(record, path, largest=1)
    return path


def test_the_overview_of_a_split_page_searches_all_files(
    browser: Any, requested: Callable[[], list[str]], split_page: Path
) -> None:
    browser.get(split_page.as_uri())
    browser.find_element("css selector", "body").send_keys("/")
    browser.switch_to.active_element.send_keys("overloaded")
    wait(browser, "document.getElementById('found').textContent.includes('in other files')")
    hits = browser.find_elements("css selector", "#elsewhere li")
    assert any("Statements" in hit.text and "overloaded" in hit.text for hit in hits)
    assert violations(browser) == []
    links = [link.get_attribute("href") for link in browser.find_elements("css selector", "#elsewhere a")]
    for link in links:
        browser.get(link)
        wait(browser, "document.querySelector('.on')")
    assert [url for url in requested() if not url.startswith(split_page.parent.as_uri())] == []
    assert browser.get_log("browser") == []


def test_in_print_nothing_is_folded_and_no_control_is_left(browser: Any, ferry_page: str) -> None:
    size(browser, *DESK)
    browser.get(ferry_page)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        browser.execute_script("dispatchEvent(new Event('beforeprint'))")
        assert not browser.find_element("id", "filters").is_displayed()
        assert browser.execute_script("return [...document.querySelectorAll('details')].every((one) => one.open)")
        assert browser.execute_script("return getComputedStyle(document.querySelector('.top')).position") == "static"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def violations(browser: Any) -> list[tuple[str, list[str]]]:
    """What axe-core finds wrong with the page, with where."""
    from axe_core_python.selenium import Axe

    browser.set_script_timeout(180)
    found = Axe().run(browser)["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_accessibility(browser: Any, ferry_page: str, width: tuple[int, int]) -> None:
    size(browser, *width)
    browser.get(ferry_page)
    assert violations(browser) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_is_wider_than_the_screen(browser: Any, ferry_page: str, width: tuple[int, int]) -> None:
    size(browser, *width)
    browser.get(ferry_page)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width[0]


@pytest.mark.parametrize("served", ["ferry"], indirect=True)
def test_the_server_by_keyboard(browser: Any, served: str) -> None:
    size(browser, *DESK)
    browser.get(served)
    field = browser.find_element("css selector", "input[name=q]")
    field.send_keys("overloaded\n")
    time.sleep(0.3)
    link = browser.find_element("css selector", "main .rows a")
    link.send_keys("\n")
    time.sleep(0.3)
    assert browser.find_element("id", "hit-1").text == "overloaded"


# A drawing stands in a frame that is asked for when it comes into sight; its marks lead out of the frame.
@pytest.mark.parametrize("served", ["ferry"], indirect=True)
def test_a_chart_on_the_server(browser: Any, served: str) -> None:
    size(browser, *DESK)
    browser.get(served + "/figures")
    browser.switch_to.frame(browser.find_element("css selector", ".chart iframe"))
    wait(browser, "document.querySelector('svg a')")
    browser.execute_script("document.querySelector('svg a').focus()")
    browser.switch_to.active_element.send_keys("\n")
    browser.switch_to.default_content()
    wait(browser, "location.pathname.startsWith('/reports/')")
    assert [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []


def test_without_javascript_all_is_there(browser: Any, ferry_page: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(ferry_page)
        assert not browser.find_element("id", "filters").is_displayed()
        assert "Thirty people are dead" in browser.find_element("id", "statements").text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
