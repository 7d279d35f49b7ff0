"""YAML files into checked, frozen values; an error names the file and the line."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from pipeline.errors import ConfigurationError

ModelT = TypeVar("ModelT", bound=BaseModel)


def load_yaml(path: Path, model: type[ModelT], *, flat: bool = False) -> ModelT:
    """Reads a YAML file of `key: value` lines into a checked value.

    Args:
        flat: the file has neither lists nor aliases.

    Raises:
        ConfigurationError: the file is missing, is not YAML, or says something that can't be used.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(path, "there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(path, f"cannot be read as UTF-8 text: {error}") from None
    try:
        if flat:
            _check_shape(path, source)
        data = _yaml().load(StringIO(source)) or {}
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigurationError(path, f"not YAML: {error.problem}", line=line) from None
    except (YAMLError, ValueError) as error:
        raise ConfigurationError(path, f"not YAML: {error}") from None
    except RecursionError:
        raise ConfigurationError(path, "nested too deeply") from None
    if not isinstance(data, dict):
        raise ConfigurationError(path, f"should hold `key: value` lines, not a {type(data).__name__}", line=1)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _readable(path, source, model, error) from None


def _check_shape(path: Path, source: str) -> None:
    """A few lines of aliases of aliases, merged, stand for more values than there is memory for; so does depth for time."""
    depth = 0
    for event in _yaml().parse(StringIO(source)):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            raise ConfigurationError(path, f"write the value out instead of the alias *{event.anchor}", line=line)
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if depth > 1:
            raise ConfigurationError(path, "`key: value` lines hold no lists or keys of their own", line=line)


class _Constructor(SafeConstructor):
    """Days stay strings until pydantic reads them: ruamel's own error for 2025-02-30 has no line."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return yaml


def _readable(path: Path, source: str, model: type[BaseModel], error: ValidationError) -> ConfigurationError:
    """The first thing that is wrong, in the user's words, with its line."""
    # A misspelt key is also a missing one: the misspelling is what the user can see.
    first = min(error.errors(include_url=False), key=lambda item: item["type"] != "extra_forbidden")
    location = first["loc"]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in location if part != "[key]")
    if first["type"] == "extra_forbidden":
        known = model.model_fields if len(location) == 1 else ()
        message = f"unknown key `{where}`" + (f"; known are {', '.join(known)}" if known else "")
    else:
        given = first["input"]
        message = f"`{where}`: {_PLAIN.get(first['type']) or first['msg'].removeprefix('Value error, ')}"
        if isinstance(given, str | int | float | date):
            message += f" (it is {str(given)!r})"
    more = error.error_count() - 1
    if more:
        message += f" (and {more} more)"
    return ConfigurationError(path, message, line=_line_of(source, location))


# What pydantic says in words of its own, in the user's.
_PLAIN = {
    "tuple_type": "write a list, as in [one, another]",
    "date_parsing": "write the day as YYYY-MM-DD",
    "date_from_datetime_parsing": "write the day as YYYY-MM-DD",
    "date_from_datetime_inexact": "write the day as YYYY-MM-DD, without a time",
}


def _line_of(source: str, location: tuple[int | str, ...]) -> int | None:
    """The line of a value, counted from 1: that of its key, or of the item of a list."""
    node: Node | None = YAML(typ="safe", pure=True).compose(StringIO(source))
    line: int | None = None
    for part in location:
        if isinstance(node, MappingNode):
            pairs = [(key, value) for key, value in node.value if key.value == str(part)]
            if not pairs:
                break
            key, node = pairs[0]
            line = key.start_mark.line + 1
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
