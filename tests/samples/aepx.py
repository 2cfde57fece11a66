"""After Effects projects for tests: our own whole ones, and ones that are hostile or broken."""

import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import py_aep

from extraction.aepx import NAMESPACE, ROOT
from extraction.riff import Chunk, ChunkList, write_riff
from extraction.template_file import read_chunks
from jobs.demo.aepx_builder import DEMO_TEMPLATE, TemplateSpec, build_template, project_bytes

HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<{ROOT} xmlns="{NAMESPACE}" majorVersion="1">'
TAIL = f"</{ROOT}>"

HTML = "<!DOCTYPE html>\n<html><head><title>Not found</title></head><body>404</body></html>"
PLAIN_HTML = "<html><body>Sign in</body></html>"
OTHER_XML = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
FOREIGN_ROOT = f'<{ROOT} xmlns="http://example.com/"/>'
ENTITY_BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + f']>\n<{ROOT} xmlns="{NAMESPACE}"><string>&a11;</string></{ROOT}>'
)
EXTERNAL_ENTITY = (
    '<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY secret SYSTEM "file:///etc/passwd">]>\n'
    f'<{ROOT} xmlns="{NAMESPACE}"><string>&secret;</string></{ROOT}>'
)
UNDECLARED_ENTITY = f"{HEAD}<string>&secret;</string>{TAIL}"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PHOTOSHOP = b"8BPS\0\1" + bytes(64)
NO_HEX = f'{HEAD}<svap bdata="zz"/>{TAIL}'
ODD_ELEMENT = f"{HEAD}<somethingElse/>{TAIL}"
NO_NUMBER = f"{HEAD}<numS><string>many</string></numS>{TAIL}"
ENDLESS_NUMBER = f"{HEAD}<ppSn><string>{'9' * 400}</string></ppSn>{TAIL}"
EMPTY_PROJECT = f"{HEAD}{TAIL}"


def template(folder: Path, spec: TemplateSpec = DEMO_TEMPLATE) -> Path:
    """A project of our own as AEPX."""
    path = folder / "template.aepx"
    build_template(path, spec)
    return path


def binary_template(folder: Path, spec: TemplateSpec = DEMO_TEMPLATE) -> Path:
    """A project of our own in the binary form."""
    path = folder / "template.aep"
    path.write_bytes(project_bytes(spec))
    return path


def with_parents_in_a_circle(folder: Path) -> Path:
    """Two layers, each the other's parent, which After Effects itself would not allow."""
    project = py_aep.new().project
    comp = project.root_folder.add_comp("circle", 100, 100, 1.0, 1.0, 30.0)
    one, two = comp.add_text("one"), comp.add_text("two")
    one._ldta.parent_id, two._ldta.parent_id = two.id, one.id
    path = folder / "circle.aep"
    project.save(path)
    return path


def with_camera_in_a_circle(folder: Path) -> Path:
    """A text that faces the camera, which has a null for its parent that is the camera's child."""
    project = py_aep.new().project
    comp = project.root_folder.add_comp("circle", 100, 100, 1.0, 1.0, 30.0)
    null, camera, text = (
        comp.add_null(),
        comp.add_camera("camera", [50.0, 50.0]),
        comp.add_text("t"),
    )
    text.three_d_layer = True
    text.auto_orient = py_aep.AutoOrientType.CAMERA_OR_POINT_OF_INTEREST
    camera._ldta.parent_id, null._ldta.parent_id = null.id, camera.id
    path = folder / "camera.aep"
    project.save(path)
    return path


def opened_by_py_aep(path: Path) -> py_aep.Application:
    """A project as py-aep has it; the render queue, at which it stops in old ones, is cut out."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "template.aep"
        plain.write_bytes(write_riff(read_chunks(path, unused=frozenset({"LRdr"}))))
        return py_aep.parse(plain)


def with_parts(root: ChunkList, kind: str, change: Callable[[bytes], bytes]) -> ChunkList:
    """The tree with the bytes of all chunks of that name changed."""
    children: list[Chunk | ChunkList] = []
    for child in root.children:
        if isinstance(child, ChunkList):
            children.append(with_parts(child, kind, change))
        else:
            children.append(Chunk(kind, change(child.data)) if child.kind == kind else child)
    return ChunkList(root.kind, tuple(children))


def nested_aepx(depth: int) -> str:
    """Lists within lists."""
    return f"{HEAD}{'<Fold>' * depth}{'</Fold>' * depth}{TAIL}"


def riff(*chunks: bytes, form: bytes = b"Egg!") -> bytes:
    """A project file around these chunks, its size told truly."""
    body = form + b"".join(chunks)
    return b"RIFX" + struct.pack(">I", len(body)) + body


def chunk(name: bytes, data: bytes, size: int | None = None) -> bytes:
    """A chunk that may lie about its size."""
    told = len(data) if size is None else size
    return name + struct.pack(">I", told) + data + b"\0" * (len(data) & 1)


def nested_riff(depth: int) -> bytes:
    """Lists within lists."""
    inner = b""
    for _ in range(depth):
        inner = chunk(b"LIST", b"Fold" + inner)
    return riff(inner)


def changed(parent: ChunkList, chance: Random) -> ChunkList:
    """The tree with one part lost, doubled or with other bytes in it."""
    if not parent.children:
        return parent
    place = chance.randrange(len(parent.children))
    child = parent.children[place]
    children = list(parent.children)
    if isinstance(child, ChunkList) and chance.random() < 0.9:
        children[place] = changed(child, chance)
    elif isinstance(child, Chunk) and child.data and chance.random() < 0.7:
        at = chance.randrange(len(child.data))
        piece = chance.choice([b"\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x7f\xf8\0\0", b"<<"])
        children[place] = Chunk(child.kind, child.data[:at] + piece + child.data[at + 1 :])
    elif chance.random() < 0.5:
        del children[place]
    else:
        children.insert(place, child)
    return ChunkList(parent.kind, tuple(children))
