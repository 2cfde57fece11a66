from pathlib import Path

import pytest
from psd_tools.constants import LinkedLayerType, Tag
from psd_tools.psd import PSD
from psd_tools.psd.linked_layer import LinkedLayer

from extraction import SmartObject, Storage, read_psd


def placed(path: Path) -> SmartObject | None:
    return next(layer.smart_object for layer in read_psd(path).layers if layer.smart_object)


def relinked(shared_data: Path, folder: Path, **changes: object) -> Path:
    """The sample's smart object with its linked file described otherwise."""
    with (shared_data / "psd" / "smart-object-slice.psd").open("rb") as file:
        psd = PSD.read(file)
    blocks = psd.layer_and_mask_information.tagged_blocks
    assert blocks is not None
    (linked,) = (
        item
        for tag in (Tag.LINKED_LAYER1, Tag.LINKED_LAYER2, Tag.LINKED_LAYER3)
        for item in blocks.get_data(tag) or ()
    )
    assert isinstance(linked, LinkedLayer)
    for name, value in changes.items():
        setattr(linked, name, value)
    path = folder / "relinked.psd"
    with path.open("wb") as target:
        psd.write(target)
    return path


def test_tells_what_is_placed_in_a_smart_object(shared_data: Path) -> None:
    found = placed(shared_data / "psd" / "blend-modes-rgb-blend-modes.psd")

    assert found == SmartObject("rubber_duck_PNG1.png", Storage.EMBEDDED, "png", 491.0, 540.0)


def test_tells_a_nested_document_by_its_code_where_its_name_has_no_ending(
    shared_data: Path,
) -> None:
    found = placed(shared_data / "psd" / "smart-object-slice.psd")

    assert found == SmartObject("Shape 1", Storage.EMBEDDED, "psb", 22.0, 20.0)


@pytest.mark.parametrize(
    ("name", "code", "file_type"),
    [
        ("Player.PSD", b"8BPS", "psd"),
        ("logo.ai", b"    ", "ai"),
        ("logo", b"PDF ", "pdf"),
        ("\0", b"\0\0\0\0", None),
        ("../../x\0.jpeg", b"\xff\xff\xff\xff", "jpeg"),
    ],
)
def test_tells_the_file_type_by_code_or_by_name(
    shared_data: Path, tmp_path: Path, name: str, code: bytes, file_type: str | None
) -> None:
    found = placed(relinked(shared_data, tmp_path, filename=name, filetype=code))

    assert found is not None
    assert found.file_type == file_type
    assert found.file_name == (name.replace("\0", "") or None)


def test_a_smart_object_whose_file_is_unknown_is_one_all_the_same(
    shared_data: Path, tmp_path: Path
) -> None:
    found = placed(relinked(shared_data, tmp_path, uuid="another"))

    assert found == SmartObject(width=22.0, height=20.0)


def test_tells_a_file_beside_the_psd_without_looking_for_it(
    shared_data: Path, tmp_path: Path
) -> None:
    path = relinked(shared_data, tmp_path, kind=LinkedLayerType.ALIAS, filename="/etc/passwd")

    found = placed(path)

    assert found is not None
    assert (found.storage, found.file_name) == (Storage.LINKED, "/etc/passwd")
