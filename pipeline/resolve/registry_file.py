"""The text of organisations.yml with an entry or an alias put in; nothing else of it changes.

The file is not read and written as a whole: where the new words go is found by the places of the values, so that
comments and layout stay whatever they are.
"""

from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from pipeline.config import OrganisationEntry


def with_entry(source: str, entry: OrganisationEntry) -> str:
    """Gives the text with an entry at its place by country and id, behind the last one that comes before it.

    Raises:
        ValueError: the organisations are not written one below the other.
    """
    listed = _listed(source)
    fields = {key: value for key, value in entry.model_dump().items() if value}
    if entry.aliases:
        fields["aliases"] = CommentedSeq(entry.aliases)
        fields["aliases"].fa.set_flow_style()
    dash, indent = _indentation(listed)
    lines = _block(fields, dash, indent)
    if not listed.value:
        # organisations: [] is the one list without a line of its own.
        start, stop = listed.start_mark.index, listed.end_mark.index
        return f"{source[:start].rstrip(' ')}\n{lines.rstrip()}{source[stop:]}"
    before = [node for node in listed.value if _order(node) < (entry.country or "", entry.id)]
    at = _line_end(source, _end(before[-1])) if before else source.rfind("\n", 0, listed.start_mark.index) + 1
    return _inserted(source, at, lines)


def with_alias(source: str, organisation_id: str, alias: str) -> str:
    """Gives the text with one more alias of an organisation that is in it.

    Raises:
        ValueError: the organisations are not written one below the other.
    """
    fields = next(_fields(node) for node in _listed(source).value if _value(node, "id") == organisation_id)
    known = fields.get("aliases")
    if not isinstance(known, SequenceNode):
        before = fields.get("name_ja") or fields.get("name_en") or fields["id"]
        indent = _indentation(_listed(source))[1]
        return _inserted(source, _line_end(source, _end(before)), f"{' ' * indent}aliases: [{_scalar(alias)}]\n")
    if known.flow_style:
        at = _end(known.value[-1]) if known.value else known.end_mark.index - 1
        return f"{source[:at]}{', ' if known.value else ''}{_scalar(alias)}{source[at:]}"
    line = f"{' ' * known.start_mark.column}- {_scalar(alias)}\n"
    return _inserted(source, _line_end(source, _end(known)), line)


def _listed(source: str) -> SequenceNode:
    """The list of organisations, with the place of every value."""
    # Not pure: the parser in C has the same marks and is five times as fast.
    root = YAML(typ="safe").compose(StringIO(source, newline=""))
    listed = _fields(root).get("organisations")
    if not isinstance(listed, SequenceNode) or (listed.flow_style and listed.value):
        raise ValueError("write each organisation on lines of its own, beginning with `- id:`")
    return listed


def _fields(node: Node) -> dict[str, Node]:
    return {key.value: value for key, value in node.value}


def _value(node: Node, key: str) -> str:
    value = _fields(node).get(key)
    return str(value.value) if value is not None else ""


def _order(node: Node) -> tuple[str, str]:
    return _value(node, "country"), _value(node, "id")


def _indentation(listed: SequenceNode) -> tuple[int, int]:
    """The columns of an item's dash and of its keys."""
    if not listed.value:
        return 2, 4
    return listed.start_mark.column, listed.value[0].start_mark.column


def _block(fields: dict[str, object], dash: int, indent: int) -> str:
    """An entry as it is written in the file, aliases on one line."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=indent, offset=dash)
    yaml.width = 200
    out = StringIO()
    yaml.dump({"organisations": [fields]}, out)
    return out.getvalue().partition("\n")[2]


def _scalar(value: str) -> str:
    """A value as it is written inside `[…]`."""
    yaml = YAML()
    yaml.width = 10_000
    yaml.default_flow_style = True
    out = StringIO()
    yaml.dump([value], out)
    return out.getvalue().strip()[1:-1]


def _end(node: Node) -> int:
    """Where the last value of an entry ends; a block's own mark lies behind the comments that follow it."""
    if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
        # The mark of a text block (|) is at the start of the line behind it.
        return int(node.end_mark.index) - (1 if node.end_mark.column == 0 else 0)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)


def _line_end(source: str, at: int) -> int:
    """The start of the next line; the end of a text without one."""
    found = source.find("\n", at)
    return len(source) if found < 0 else found + 1


def _inserted(source: str, at: int, lines: str) -> str:
    """The text with lines put in at the start of a line, or behind the last one, which may lack its line feed."""
    if at == len(source) and not source.endswith("\n"):
        return f"{source}\n{lines.rstrip()}"
    return source[:at] + lines + source[at:]
