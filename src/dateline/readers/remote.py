"""Files on shared storage: what a URL names is brought here, since readers want files they can open twice."""

import re
from pathlib import Path, PurePosixPath

from dateline.errors import BadOption, MissingExtra

URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""What names a place by protocol; one letter and a colon would be a drive."""


def is_remote(given: str) -> bool:
    """Whether it is a URL."""
    return URL.match(given) is not None


def bring(url: str, folder: Path) -> Path:
    """Copies the file or folder that a URL of any protocol of fsspec names into `folder`; where it is now.

    Raises BadOption where there is nothing, or the protocol is not known; MissingExtra.
    """
    try:
        import fsspec  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError:
        raise MissingExtra("scale", f"reading {url}") from None
    try:
        storage, path = fsspec.url_to_fs(url)
        target = folder / (PurePosixPath(path.rstrip("/")).name or "reports")
        if not storage.isdir(path):
            storage.get_file(path, str(target))
            return target
        target.mkdir()
        for found in sorted(storage.find(path)):
            within = PurePosixPath(found).relative_to(PurePosixPath(path))
            if ".." in within.parts:  # a name in a bucket may be anything; it must not lead out of the folder
                continue
            place = target / within
            place.parent.mkdir(parents=True, exist_ok=True)
            storage.get_file(found, str(place))
    except FileNotFoundError:
        raise BadOption(f"there is nothing at {url}; check the address") from None
    except (OSError, ValueError, ImportError) as wrong:
        raise BadOption(f"{url} cannot be read ({wrong}); check the address, and what its protocol needs") from None
    return target
