"""Writing into corrections.yml: comments and order stay, the file is checked before it takes the place of the old one."""

from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML

from pipeline.errors import ConfigurationError
from pipeline.files import write_atomically
from pipeline.tables.corrections import Correction, load_corrections
from pipeline.workspace import Workspace

_HEAD = """\
# What reviewers said against the machine. It is applied in every run; `oboegaki correct`, `reject` and `add` write here.
# To take one back, remove it from this list. An entry whose words are gone, or of whose words the machine says
# something else than `expect`, is reported as stale and not applied.
corrections: []
"""


def new_correction(workspace: Workspace, fields: Mapping[str, Any]) -> Correction:
    """Makes a checked entry.

    Raises:
        ConfigurationError: the fields can't be an entry.
    """
    try:
        return Correction.model_validate({key: value for key, value in fields.items() if value})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        message = first["msg"].removeprefix("Value error, ")
        raise ConfigurationError(workspace.corrections, f"{where}: {message}" if where else message) from None


def write_corrections(
    workspace: Workspace, entries: Iterable[Correction], *, instead: Iterable[Correction] = ()
) -> None:
    """Adds entries to the workspace's corrections.yml, which is made if there is none.

    Args:
        workspace: where `config/` is.
        entries: the new ones.
        instead: entries of the file that they take the place of.

    Raises:
        ConfigurationError: the file, as it is or with the entries, can't be used; it stays as it is.
    """
    path = workspace.corrections
    known = load_corrections(path)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4_096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text(encoding="utf-8-sig") if path.exists() else _HEAD)
    if data is None or "corrections" not in data:
        data = yaml.load(_HEAD)
    listed = data["corrections"]
    if hasattr(listed, "fa"):
        listed.fa.set_block_style()
    gone = set(map(_identity, instead))
    for place in reversed([place for place, item in enumerate(known) if _identity(item) in gone]):
        del listed[place]
    listed.extend(_plain(item) for item in entries)
    out = StringIO()
    yaml.dump(data, out)
    _check(workspace, out.getvalue())
    write_atomically(path, out.getvalue().encode("utf-8"))


def _identity(item: Correction) -> tuple[str, str, int]:
    return item.key, item.expect.get("sentence", ""), item.occurrence


def _plain(item: Correction) -> dict[str, Any]:
    """An entry as it is written, without what it leaves open."""
    fields = item.model_dump(exclude_defaults=True)
    fields = {name: dict(value) if isinstance(value, Mapping) else value for name, value in fields.items()}
    order = ("key", "action", "value", "expect", "occurrence", "reason", "by", "on")
    return {name: fields[name] for name in order if name in fields}


def _check(workspace: Workspace, content: str) -> None:
    """Reads what is to be written, so that nothing is written that the next run could not read."""
    beside = workspace.corrections.with_name(".corrections.yml.new")
    write_atomically(beside, content.encode("utf-8"))
    try:
        load_corrections(beside)
    except ConfigurationError as error:
        raise ConfigurationError(workspace.corrections, f"the new entry can't be used: {error.message}") from None
    finally:
        beside.unlink()


def today() -> date:
    """The day that an entry is of, where the reviewer is."""
    return date.today()  # noqa: DTZ011 - a reviewer's calendar, not a moment
