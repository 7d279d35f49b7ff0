"""A workspace: a folder with `raw/`, where everything else has its fixed place."""

import errno
from dataclasses import dataclass
from pathlib import Path

import pipeline

CONFIG_FILES = ("settings.yml", "organisations.yml", "themes.yml")
CORRECTIONS = "corrections.yml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one workspace; none of them need exist."""

    root: Path

    @property
    def raw(self) -> Path:
        """Documents as received, with their sidecars."""
        return self.root / "raw"

    @property
    def extracted(self) -> Path:
        """This run's tables."""
        return self.root / "extracted"

    @property
    def accepted(self) -> Path:
        """The reviewed tables."""
        return self.extracted / "accepted"

    @property
    def texts(self) -> Path:
        """The text of each document, as people read it and as offsets point into it."""
        return self.extracted / "text"

    def text(self, doc_id: str) -> str | None:
        """The text of a document of the last run; None where it has none."""
        try:
            # Not read_text: it would turn a line end into another and move every offset behind it.
            return (self.texts / f"{doc_id}.txt").read_bytes().decode("utf-8")
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
                return None
            raise

    @property
    def store(self) -> Path:
        """What was found in each document, so that it is not done again."""
        return self.extracted / "store.sqlite"

    @property
    def run_file(self) -> Path:
        """What this run was made from."""
        return self.extracted / "run.json"

    @property
    def diff_file(self) -> Path:
        """What there is to review of this run, as data."""
        return self.extracted / "review" / "diff.json"

    @property
    def corrections(self) -> Path:
        """The reviewer's corrections: always the workspace's own, for they are about its documents."""
        return self.root / "config" / CORRECTIONS

    def config(self, name: str) -> Path:
        """A configuration file: the workspace's own where it has one, else the project's."""
        own = self.root / "config" / name
        return own if own.exists() else project_config() / name


def project_config() -> Path:
    """The folder of the configuration that a workspace without its own uses."""
    package = Path(pipeline.__file__).resolve().parent
    installed = package / "_config"  # where the wheel puts it
    return installed if installed.exists() else package.parent / "config"
