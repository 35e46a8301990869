"""Takes the picture of the page that README.md shows, in light and dark.

    python scripts/screenshot.py

Builds examples/karabakh-2023, writes its page and takes docs/images/page-light.png and page-dark.png with Chromium.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium import webdriver

from dateline.engines.local import Local
from dateline.pipeline import Settings, build
from dateline.reading import cache_folder
from dateline.store import Record
from dateline.web.page import write_page

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "karabakh-2023"
IMAGES = ROOT / "docs" / "images"
SIZE = (1280, 900)
SHOWN = "#summary"


def main() -> None:
    """Takes both pictures."""
    driver_path = shutil.which("chromedriver")
    if not driver_path:
        sys.exit("this needs Chromium and its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "karabakh-2023.db"
        build([EXAMPLE], path, engine=Local(1), settings=Settings(cache=cache_folder()))
        with Record(path) as record:
            (page,) = write_page(record, path.with_suffix(".html")).pages
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_path))
        try:
            for scheme in ("light", "dark"):
                take(driver, f"{page.as_uri()}{SHOWN}", scheme, IMAGES / f"page-{scheme}.png")
        finally:
            driver.quit()


def take(driver: webdriver.Chrome, address: str, scheme: str, target: Path) -> None:
    """One picture."""
    width, height = SIZE
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    driver.get("about:blank")
    driver.get(address)
    driver.execute_script(f"document.querySelector('{SHOWN}').scrollIntoView()")
    driver.save_screenshot(str(target))
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
