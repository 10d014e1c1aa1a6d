"""The folder of the site as a zip of the same bytes, whenever it is made of the same build."""

import datetime
import zipfile
from pathlib import Path

from tools.release import built, folder
from tools.release.finished import finished


def write(site: Path, target: Path) -> None:
    """Write the zip; all files in it are of the day of the build."""
    day = datetime.date.fromisoformat(built.date(site))
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    with finished(target) as path:
        inside = path.with_name(built.NAME)
        folder.write(site, inside)
        with zipfile.ZipFile(path, "w", compresslevel=9) as archive:
            for file in sorted(inside.rglob("*")):
                if file.is_file():
                    name = file.relative_to(inside.parent).as_posix()
                    entry = zipfile.ZipInfo(name, stamp)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, file.read_bytes())
