"""Vega-Lite specifications drawn as SVG that may stand in a page with a strict Content-Security-Policy.

vl-convert draws without a network.  Of what it draws, only elements and attributes on a list are kept; colours follow
the page's, and links are made anew from the ids in them.
"""

import re
from collections.abc import Callable
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
DEFAULTS = {("opacity", "1"), ("stroke-width", "1"), ("transform", "translate(0,0)")}
DECIMALS = re.compile(r"-?\d+\.\d+")
COLOURS = {"#000": "currentColor", "black": "currentColor"}

CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "#000", "titleColor": "#000", "titleFontWeight": "normal", "labelFontSize": 11,
        "titleFontSize": 11, "gridColor": "#000", "gridOpacity": 0.13, "domainColor": "#000",
        "domainOpacity": 0.4, "tickColor": "#000", "tickOpacity": 0.4,
    },
    "legend": {"labelColor": "#000", "labelFontSize": 11, "labelLimit": 240, "symbolLimit": 12},
}  # fmt: skip
"""What all drawings share.  Black becomes the colour of the text around them, in light and in dark."""


def draw(spec: dict[str, Any], label: str, link: Callable[[str], str], target: str = "") -> Markup:
    """The drawing as inline SVG.  `link` gives the address of the id that stands after # in a mark's href; `target`
    names the window that links open in, where it is not their own (a `base` element does not speak for SVG).
    """
    drawn = vl_convert.vegalite_to_svg(_without_key(spec), allowed_base_urls=[])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(drawn.encode(), parser)
    if len(root) and etree.QName(root[0]).localname == "rect":  # the paper
        root.remove(root[0])
    _clean(root, link)
    for anchor in root.iter("{*}a") if target else ():
        anchor.set("target", target)
    root.set("role", "group")
    root.set("aria-label", label)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1)
    return Markup(text)


def _without_key(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification without legends (a page has keys of its own, in its own letters) and with little margin."""
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
    return {**spec, "layer": layers, "config": {**spec["config"], "padding": PADDING}}


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
