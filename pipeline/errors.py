"""The errors that users meet: each carries the file it is about and says what to do."""

from pathlib import Path


class OboegakiError(Exception):
    """Something the user can mend; the command line prints it without a traceback."""


class ConfigurationError(OboegakiError):
    """A configuration file, sidecar or option that cannot be used.

    Args:
        path: the file.
        message: what is wrong and what to write instead.
        line: the line in the file, counted from 1, where one is known.
    """

    def __init__(self, path: Path, message: str, *, line: int | None = None) -> None:
        self.path, self.message, self.line = path, message, line
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {message}")


class WorkspaceError(OboegakiError):
    """A workspace whose files contradict one another or are not there."""


class ModelError(OboegakiError):
    """A model that settings.yml names and that can't be used as it says."""


class UnreadableDocumentError(OboegakiError):
    """A document that gives no usable text.

    Args:
        status: one of `pipeline.schema.STATUSES` other than ok and warnings.
        message: what is wrong with the document, and where.
    """

    def __init__(self, status: str, message: str) -> None:
        self.status, self.message = status, message
        super().__init__(f"{status}: {message}")


def too_large(what: str, found: float, setting: str, limit: float) -> UnreadableDocumentError:
    """The error for a document that exceeds a limit: by how much, and the setting to raise where it is wanted.

    Args:
        what: with {} where the number found goes, "the file has {} pages".
        setting: its name below `limits` in settings.yml.
    """
    numbers = f"the limit is {limit:,.10g} (limits.{setting} in settings.yml)"
    return UnreadableDocumentError("too_large", f"{what.format(f'{found:,.10g}')}; {numbers}")


def too_much_memory(limit: float) -> UnreadableDocumentError:
    """The error for a document that takes more megabytes than `limits.memory_megabytes`."""
    most = f"{limit:,.10g} MB of memory (limits.memory_megabytes in settings.yml)"
    return UnreadableDocumentError("too_large", f"reading or searching it takes more than {most}")
