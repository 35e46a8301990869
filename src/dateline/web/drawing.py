"""Vega-Lite specifications drawn as SVG that may stand in a page with a strict Content-Security-Policy.

vl-convert draws without a network.  Of what it draws, only elements and attributes on a list are kept; colours follow
the page's, and links are made anew from the ids in them.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import vl_convert
from lxml import etree
from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = {"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "a", "title"}
ATTRIBUTES = {
    "d", "transform", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "r", "cx", "cy", "width", "height", "viewBox",
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin",
    "stroke-linecap", "stroke-miterlimit", "opacity", "text-anchor", "font-size", "font-weight", "font-style",
}  # fmt: skip
PADDING = 3
LETTERS = 11
"""Pixels: the size of an axis' labels."""
BELOW = {"middle": 9, "end": 3}
"""Pixels from where an axis has a label to the line that its letters stand on: under a tick, beside one."""
DEFAULTS = {("opacity", "1"), ("stroke-width", "1"), ("transform", "translate(0,0)")}
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
DECIMALS = re.compile(r"-?\d+\.\d+")
COLOURS = {"#000": "currentColor", "black": "currentColor"}

CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "#000", "titleColor": "#000", "titleFontWeight": "normal", "labelFontSize": LETTERS,
        "titleFontSize": LETTERS, "gridColor": "#000", "gridOpacity": 0.13, "domainColor": "#000",
        "domainOpacity": 0.4, "tickColor": "#000", "tickOpacity": 0.4,
    },
    "legend": {"labelColor": "#000", "labelFontSize": 11, "labelLimit": 240, "symbolLimit": 12},
}  # fmt: skip
"""What all drawings share.  Black becomes the colour of the text around them, in light and in dark."""


def draw(spec: dict[str, Any], label: str, link: Callable[[str], str], target: str = "") -> Markup:
    """The drawing as inline SVG.  `link` gives the address of the id that stands after # in a mark's href; `target`
    names the window that links open in, where it is not their own (a `base` element does not speak for SVG).
    """
    drawn = vl_convert.vegalite_to_svg(_bare(spec), allowed_base_urls=[])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(drawn.encode(), parser)
    if len(root) and etree.QName(root[0]).localname == "rect":  # the paper
        root.remove(root[0])
    _clean(root, link)
    _letter(root)
    for anchor in root.iter("{*}a") if target else ():
        anchor.set("target", target)
    root.set("role", "group")
    root.set("aria-label", label)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1)
    return Markup(text)


def _bare(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification without legends (a page has keys of its own, in its own letters), with little margin, and with
    labels of no size, which `_letter` gives them.
    """
    layers = [
        {
            **layer,
            "encoding": {
                name: {**channel, "legend": None} if name in ("color", "shape") else channel
                for name, channel in layer.get("encoding", {}).items()
            },
        }
        for layer in spec["layer"]
    ]
    axis = {**spec["config"]["axis"], "labelFontSize": 0, "titlePadding": 4 + LETTERS}
    return {**spec, "layer": layers, "config": {**spec["config"], "padding": PADDING, "axis": axis}}


def _letter(root: etree._Element) -> None:
    """Gives the labels of axes their size, takes out every second day while two touch, and makes the drawing as wide as
    they are.

    vl-convert finds out how wide a text is by shaping it with some font of this machine.  That took half of what a
    chart costs, and the page has another font.
    """
    labels = [text for text in root.iter("{*}text") if text.get("font-size") == "0px"]
    if not labels:
        return
    at = {text: _numbers(text, "transform") for text in labels}
    days = [text for text in labels if text.get("text-anchor") == "middle"]
    shown = days
    while any(at[b][0] - at[a][0] < (_wide(a) + _wide(b)) / 2 for a, b in pairwise(shown)):
        shown = shown[::2]
    for text in set(days).difference(shown):
        text.getparent().remove(text)  # type: ignore[union-attr]  # only the root has none
    for text in set(labels).difference(days).union(shown):
        across, down = at[text]
        text.set("transform", f"translate({across:g},{down + BELOW[text.get('text-anchor', '')]:g})")
        text.set("font-size", f"{LETTERS}px")
    (left, top), (_, _, width, height) = _numbers(root[0], "transform"), _numbers(root, "viewBox")
    before = max([left, *(PADDING + _wide(text) - at[text][0] for text in labels if text not in days)])
    after = max([width - left, *(PADDING + _wide(text) / 2 + at[text][0] for text in shown)])
    root[0].set("transform", f"translate({before:g},{top:g})")
    root.set("width", f"{before + after:g}")
    root.set("viewBox", f"0 0 {before + after:g} {height:g}")


def _numbers(element: etree._Element, attribute: str) -> list[float]:
    return [float(number) for number in NUMBERS.findall(element.get(attribute, ""))]


def _wide(text: etree._Element) -> float:
    """Pixels, about: digits and most small letters are as wide as in Arial."""
    written = text.text or ""
    narrow = sum(written.count(letter) for letter in " ,.")
    return LETTERS * (0.56 * len(written) - 0.28 * narrow)


def _clean(element: etree._Element, link: Callable[[str], str]) -> None:
    for child in list(element):
        if not _kept(child):
            element.remove(child)
            continue
        if etree.QName(child).localname == "a":
            _relink(child, link)
        _clean(child, link)
        if etree.QName(child).localname == "g" and not child.attrib:
            for inner in child:
                child.addprevious(inner)
            element.remove(child)
    for attribute, value in list(element.attrib.items()):
        if attribute in ATTRIBUTES and (attribute, value) not in DEFAULTS:
            shown = COLOURS.get(str(value), str(value))
            element.set(attribute, DECIMALS.sub(_rounded, shown) if attribute in ("d", "transform") else shown)
        elif attribute not in ("href", "aria-label") or etree.QName(element).localname != "a":
            del element.attrib[attribute]


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _kept(child: etree._Element) -> bool:
    if not isinstance(child.tag, str) or etree.QName(child).localname not in ELEMENTS:
        return False
    return child.get("display") != "none" and child.get("d") not in ("", "M0,0h0v0h0Z")


def _relink(anchor: etree._Element, link: Callable[[str], str]) -> None:
    """The link of a mark anew, with what the mark says as its name and as the tip that a pointer sees."""
    target = unquote(anchor.get(XLINK, "").rpartition("#")[2])
    said = next(filter(None, (child.get("aria-label") for child in anchor)), target)
    anchor.attrib.clear()
    anchor.set("href", link(target))
    anchor.set("aria-label", said)
    tip = etree.Element(f"{{{SVG}}}title")
    tip.text = said
    anchor.insert(0, tip)
