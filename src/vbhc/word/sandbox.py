"""The small language templates may speak: names, attributes, loops, "show if present". Everything else is refused.

A template comes from an office, perhaps from a stranger: it must not run code, read attributes of Python objects,
build huge strings or loop without end. The grammar itself is narrowed, so there is nothing to guard afterwards but
the number of turns and the length of what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer, NodeVisitor

from vbhc.errors import UserError

MAX_TURNS = 100_000
MAX_CHARACTERS = 60_000_000  # of XML; a document at the limit of its data makes a quarter of that
MAX_DEPTH = 12
COUNTER = "_vong"
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip


class Page:
    """What one rendering prints, counted over all its parts; `printed` are the pieces, the values among them."""

    def __init__(self) -> None:
        self._turns = 0
        self._characters = 0
        self.printed: set[str] = set()

    def restart(self) -> None:
        """Nothing is printed yet."""
        self._turns = self._characters = 0
        self.printed.clear()

    def turns(self, items: Any) -> Iterator[Any]:
        """The items of a loop, each turn counted."""
        if not isinstance(items, list | tuple):
            raise UserError("mẫu lặp trên một thứ không phải danh sách")
        for item in items:
            self._turns += 1
            if self._turns > MAX_TURNS:
                raise UserError("mẫu lặp quá nhiều vòng; xem lại các vòng lặp lồng nhau trong mẫu")
            yield item

    def join(self, pieces: Iterable[str]) -> str:
        """The pieces of a part put together as they come; in place of `Environment.concat`."""
        out = []
        for piece in pieces:
            self._characters += len(piece)
            if self._characters > MAX_CHARACTERS:
                raise UserError("mẫu in ra quá dài; xem lại các vòng lặp lồng nhau trong mẫu")
            out.append(piece)
        self.printed.update(out)
        return "".join(out)


class _CountLoops(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - the name Jinja's visitor asks for
        self.generic_visit(node)
        node.iter = nodes.Call(nodes.Name(COUNTER, "load"), [node.iter], [], None, None)
        node.set_lineno(node.lineno or 1, override=False)
        return node


def _depth(tree: nodes.Template) -> int:
    """How deep the loops, conditions and expressions nest; walked without recursion."""
    deepest = 0
    walk: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while walk:
        node, depth = walk.pop()
        deepest = max(deepest, depth)
        walk += [(child, depth + (not isinstance(child, nodes.Output))) for child in node.iter_child_nodes()]
    return deepest


class _Names(NodeVisitor):
    """Collects the dotted names a template uses; a loop variable stands for the items of its list."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._loops: list[tuple[str, str]] = []

    def visit_For(self, node: nodes.For) -> None:  # noqa: N802
        self.visit(node.iter)
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        self._loops.append((target, dotted(node.iter, self._loops)))
        for child in node.body:
            self.visit(child)
        self._loops.pop()

    def visit_Getattr(self, node: nodes.Getattr) -> None:  # noqa: N802
        self.found.add(dotted(node, self._loops))

    def visit_Name(self, node: nodes.Name) -> None:  # noqa: N802
        self.found.add(dotted(node, self._loops))


def dotted(node: nodes.Node, loops: Sequence[tuple[str, str]]) -> str:
    """A name with what is read of it, `phu_luc[].bang`: "" where the node is neither.

    Args:
        node: an expression, or what counts the turns of a loop over one.
        loops: variable and dotted list of the loops it stands in, from the outermost.
    """
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == COUNTER:
        return dotted(node.args[0], loops)
    if isinstance(node, nodes.Getattr):
        return f"{dotted(node.node, loops)}.{node.attr}"
    if isinstance(node, nodes.Name):
        for target, items in reversed(loops):
            if target == node.name:
                return f"{items}[]"
        return node.name
    return ""


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """One for all renderings; each brings its own `Page.turns` as the name `COUNTER` of its context."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals = {}
        self.filters = {}
        self.tests = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise TemplateSyntaxError("mẫu lồng quá sâu", 1) from None
        if _depth(tree) > MAX_DEPTH:
            raise TemplateSyntaxError("mẫu lồng quá sâu", 1)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, (*_ALLOWED, nodes.EvalContextModifier)):
                what = type(node).__name__
                raise TemplateSyntaxError(
                    f"mẫu chỉ được dùng tên, for và if; không dùng {what}", getattr(node, "lineno", 1) or 1
                )
            if isinstance(node, nodes.Operand) and node.op not in ("eq", "ne"):  # all else asks for values of one type
                raise TemplateSyntaxError("mẫu chỉ được so sánh bằng == và !=", 1)
        return _CountLoops().visit(tree)  # type: ignore[no-any-return]  # a transformer returns the node it was given

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only plain data of our own printed objects may be read, never methods."""
        return type(obj).__module__.startswith("vbhc.") and not callable(value) and not attr.startswith("_")


def names_used(source: str) -> frozenset[str]:
    """The dotted names of a template's source: `trich_yeu`, `phu_luc`, `phu_luc[].bang` …"""
    visitor = _Names()
    # Parsed by a plain environment: the loop counter is ours, not the template's.
    visitor.visit(ImmutableSandboxedEnvironment().parse(source))
    return frozenset(visitor.found - {""})
