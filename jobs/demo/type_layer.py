"""The block that makes a layer a type layer: words, font, size, colour, place.

It holds what readers need to show and edit the text; Photoshop lays the text out anew when it is
edited. Source: Adobe Photoshop File Formats Specification, "Type tool object setting"; samples.
"""

from collections.abc import Mapping, Sequence

from psd_tools.psd.descriptor import (
    DescriptorBlock,
    Double,
    Enumerated,
    Integer,
    RawData,
    String,
)
from psd_tools.psd.tagged_blocks import TypeToolObjectSetting

INVISIBLE_FONT = "AdobeInvisFont"  # Photoshop keeps it in every text's list of fonts
TEXT_VERSION = 50
DESCRIPTOR_VERSION = 16


def type_block(
    text: str, *, font: str, size: float, color: str, origin: tuple[float, float]
) -> bytes:
    """Make the bytes of a point text's `TySh` block.

    `origin` is where the first baseline starts and `size` how high it is set, in pixels; `text`
    has line feeds between paragraphs, `font` is a PostScript name, `color` is #rrggbb.
    """
    words = text.replace("\n", "\r")
    engine = _engine_data(words + "\r", font=font, size=size, color=color)
    text_data = DescriptorBlock(version=DESCRIPTOR_VERSION, classID=b"TxLr")
    text_data[b"Txt "] = String(words)
    text_data[b"textGridding"] = Enumerated(b"textGridding", b"None")
    text_data[b"Ornt"] = Enumerated(b"Ornt", b"Hrzn")
    text_data[b"AntA"] = Enumerated(b"Annt", b"AnCr")
    text_data[b"TextIndex"] = Integer(0)
    text_data[b"EngineData"] = RawData(b"\n\n" + to_engine_text(engine))
    block = TypeToolObjectSetting(
        version=1,
        transform=(1.0, 0.0, 0.0, 1.0, *origin),
        text_version=TEXT_VERSION,
        text_data=text_data,
        warp_version=1,
        warp=_no_warp(),
    )
    return block.tobytes()


def to_engine_text(value: object) -> bytes:
    """Write a value as engine data; dicts, lists, strings, numbers and booleans."""
    if isinstance(value, Mapping):
        items = [b"/%s %s\n" % (key.encode(), to_engine_text(item)) for key, item in value.items()]
        return b"\n<<\n" + b"".join(items) + b">>"
    if isinstance(value, str):
        raw = b"\xfe\xff" + value.encode("utf-16-be")
        for special in (b"\\", b"(", b")"):
            raw = raw.replace(special, b"\\" + special)
        return b"(" + raw + b")"
    if isinstance(value, Sequence):
        return b"[ " + b"".join(to_engine_text(item) + b" " for item in value) + b"]"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").encode() + (b"0" if value == int(value) else b"")
    return str(value).encode()


def _engine_data(words: str, *, font: str, size: float, color: str) -> dict[str, object]:
    length = len(words.encode("utf-16-be")) // 2
    style = {
        "Font": 1,
        "FontSize": float(size),
        "AutoKerning": True,
        "Kerning": 0,
        "FillColor": {"Type": 1, "Values": [1.0, *_parts(color)]},
    }
    resources = _resources(font)
    return {
        "EngineDict": {
            "Editor": {"Text": words},
            "ParagraphRun": {
                "DefaultRunData": _paragraph({}),
                "RunArray": [_paragraph({"Justification": 0})],
                "RunLengthArray": [length],
                "IsJoinable": 1,
            },
            "StyleRun": {
                "DefaultRunData": {"StyleSheet": {"StyleSheetData": {}}},
                "RunArray": [{"StyleSheet": {"StyleSheetData": style}}],
                "RunLengthArray": [length],
                "IsJoinable": 2,
            },
            "AntiAlias": 4,
            "UseFractionalGlyphWidths": True,
            "Rendered": {"Version": 1, "Shapes": {"WritingDirection": 0, "Children": [_point()]}},
        },
        "ResourceDict": resources,
        "DocumentResources": resources,
    }


def _paragraph(properties: dict[str, object]) -> dict[str, object]:
    return {
        "ParagraphSheet": {"DefaultStyleSheet": 0, "Properties": properties},
        "Adjustments": {"Axis": [1.0, 0.0, 1.0], "XY": [0.0, 0.0]},
    }


def _point() -> dict[str, object]:
    base = {
        "ShapeType": 0,
        "TransformPoint0": [1.0, 0.0],
        "TransformPoint1": [0.0, 1.0],
        "TransformPoint2": [0.0, 0.0],
    }
    return {
        "ShapeType": 0,
        "Procession": 0,
        "Lines": {"WritingDirection": 0, "Children": []},
        "Cookie": {"Photoshop": {"ShapeType": 0, "PointBase": [0.0, 0.0], "Base": base}},
    }


def _resources(font: str) -> dict[str, object]:
    normal = {"Font": 1, "FontSize": 12.0, "FillColor": {"Type": 1, "Values": [1.0, 0.0, 0.0, 0.0]}}
    return {
        "KinsokuSet": [],
        "MojiKumiSet": [],
        "TheNormalStyleSheet": 0,
        "TheNormalParagraphSheet": 0,
        "ParagraphSheetSet": [{"Name": "Normal RGB", "DefaultStyleSheet": 0, "Properties": {}}],
        "StyleSheetSet": [{"Name": "Normal RGB", "StyleSheetData": normal}],
        "FontSet": [
            {"Name": name, "Script": 0, "FontType": 0, "Synthetic": 0}
            for name in (INVISIBLE_FONT, font)
        ],
    }


def _parts(color: str) -> list[float]:
    return [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def _no_warp() -> DescriptorBlock:
    warp = DescriptorBlock(version=DESCRIPTOR_VERSION, classID=b"warp")
    warp[b"warpStyle"] = Enumerated(b"warpStyle", b"warpNone")
    for key in (b"warpValue", b"warpPerspective", b"warpPerspectiveOther"):
        warp[key] = Double(0.0)
    warp[b"warpRotate"] = Enumerated(b"Ornt", b"Hrzn")
    return warp
