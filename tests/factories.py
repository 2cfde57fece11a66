"""Makes what tests need, with sensible values where none are given."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from extraction import (
    Box,
    Composition,
    CompositionLayer,
    Layer,
    LayerKind,
    LayerText,
    Match,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
    to_json,
)
from jobs.models import Batch, Job, StoredFile
from jobs.statuses import Status


def make_layer(layer_id: str = "1", **data: Any) -> Layer:
    """A shown image layer of 100 x 100 pixels."""
    values: dict[str, Any] = {
        "name": f"layer {layer_id}",
        "kind": LayerKind.IMAGE,
        "bbox": Box(0, 0, 100, 100),
    }
    values |= data
    return Layer(id=layer_id, **({"path": values["name"]} | values))


def make_text_layer(layer_id: str = "2", content: str = "BEN FORMAN", **data: Any) -> Layer:
    """A shown text layer."""
    text = LayerText(content=content, fonts=("Impact",), font_size=60.0, color="#ffffff")
    values = {"name": content, "bbox": Box(80, 200, 480, 260)} | data
    return make_layer(layer_id, kind=LayerKind.TEXT, text=text, **values)


def make_psd(*layers: Layer, width: int = 1200, height: int = 1500) -> PsdDocument:
    """A Photoshop document; without layers given, one name and one cut-out that fits."""
    default = (make_text_layer(), make_layer("3", name="cutout", bbox=Box(100, 300, 1100, 1400)))
    return PsdDocument(width=width, height=height, layers=layers or default)


def make_placeholder(index: int = 1, **data: Any) -> Placeholder:
    """A text placeholder of comp 11."""
    values: dict[str, Any] = {
        "id": f"11:{index}",
        "composition": "lineup",
        "layer": f"player{index}fullname",
        "kind": PlaceholderKind.TEXT,
        "bbox": Box(80, 200, 480, 260),
        "width": 400.0,
        "height": 60.0,
        "text": "player1fullname",
        "font": "RUSHFLOW",
        "font_size": 60.0,
        "composition_id": "11",
        "layer_id": str(100 + index),
    }
    return Placeholder(**values | data)


def make_image_placeholder(index: int = 2, **data: Any) -> Placeholder:
    """An image placeholder with a source of 1000 x 1100 pixels."""
    image: dict[str, Any] = {
        "layer": "featuredimage1",
        "kind": PlaceholderKind.IMAGE,
        "width": 1000.0,
        "height": 1100.0,
        "bbox": Box(100, 300, 1100, 1400),
        "text": None,
        "font": None,
        "font_size": None,
    }
    shown = image | data
    if "bbox" not in data:  # as large in its composition as its source is
        shown["bbox"] = Box(100, 300, 100 + shown["width"], 300 + shown["height"])
    return make_placeholder(index, **shown)


def make_template(*placeholders: Placeholder) -> TemplateDocument:
    """A template of one comp; without placeholders given, one text and one image."""
    holes = placeholders or (make_placeholder(1), make_image_placeholder(2))
    types = {PlaceholderKind.TEXT: "TextLayer", PlaceholderKind.IMAGE: "AVLayer"}
    layers = tuple(
        CompositionLayer(number, hole.layer_id, hole.layer, types[hole.kind], out_point=10.0)
        for number, hole in enumerate(holes, start=1)
    )
    comp = Composition("11", "lineup", 1200, 1500, 10.0, 30.0, layers)
    return TemplateDocument((comp,), holes, "25.5x4")


def make_results(
    psd: PsdDocument | None = None, template: TemplateDocument | None = None
) -> dict[str, Any]:
    """What stage 1 leaves: both documents, and the first layer of each kind matched."""
    psd, template = psd or make_psd(), template or make_template()
    matches = MatchDocument((Match("2", "11:1", 0.9, ("same name",)), Match("3", "11:2", 0.9)))
    return {
        "psd": to_json(psd),
        "template": to_json(template),
        "matches": to_json(matches),
    }


def make_stored_file(kind: str, content: bytes = b"content") -> StoredFile:
    """A stored file with that content, whatever it claims to be."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"uploads/{kind}/{digest}"
    default_storage.save(name, ContentFile(content))
    stored, _ = StoredFile.objects.kept().get_or_create(
        sha256=digest, kind=kind, defaults={"name": f"x.{kind}", "size": len(content), "file": name}
    )
    return stored


def make_batch(**data: Any) -> Batch:
    """An empty batch."""
    return Batch.objects.create(**{"name": "cards.csv", "total_jobs": 1} | data)


_numbers = iter(range(1, 1_000_000))


def make_job(*, status: Status = Status.PENDING, **data: Any) -> Job:
    """A job in any state, with what that state's stages have left behind."""
    values: dict[str, Any] = {
        "job_id": f"card-{next(_numbers)}",
        "output_name": "card.aep",
        "client_name": "Northside FC",
        "project_name": "Line-ups",
        "psd_file": data.get("psd_file") or make_stored_file("psd"),
        "template_file": data.get("template_file") or make_stored_file("template"),
        "batch": data.get("batch") or make_batch(),
    }
    job: Job = Job.objects.create(status=status, **values | _left_behind(status) | data)
    return job


def _left_behind(status: Status) -> dict[str, Any]:
    early = {Status.PENDING, Status.PROCESSING, Status.EXTRACTION_FAILED, Status.CANCELLED}
    if status in early:
        return {}
    results = make_results()
    left: dict[str, Any] = {"stage1_results": results}
    if status == Status.AWAITING_REVIEW:
        return left
    left["stage2_approved_matches"] = results["matches"]
    if status == Status.VALIDATING:
        return left
    critical = [CRITICAL_ISSUE] if status == Status.AWAITING_VALIDATION_REVIEW else []
    left["stage3_validation_results"] = {
        "valid": not critical,
        "critical_issues": critical,
        "warnings": [],
        "info": [],
    }
    if status in {Status.AWAITING_DOWNLOAD, Status.COMPLETED}:
        default_storage.save("packages/ready.zip", ContentFile(b"PK package"))
        left |= {
            "stage5_extendscript": "var ready = true;\n",
            "stage5_changes": CHANGES,
            "package": "packages/ready.zip",
        }
    return left


CHANGES = [
    {
        "placeholder_id": "11:1",
        "composition": "lineup",
        "layer": "player1fullname",
        "before": "player1fullname",
        "after": "BEN FORMAN",
        "warnings": ["The template hides this layer; it was left so."],
    },
    {
        "placeholder_id": "11:2",
        "composition": "lineup",
        "layer": "featuredimage1",
        "before": "featured.png",
        "after": "cutout (1000 × 1100 px, fill)",
        "warnings": [],
    },
]
CRITICAL_ISSUE = {
    "code": "aspect_ratio_mismatch",
    "severity": "critical",
    "placeholder_id": "11:2",
    "layer_id": "3",
    "message": "“cutout” has another shape than its place.",
    "hint": "Choose another layer.",
    "details": {},
}
