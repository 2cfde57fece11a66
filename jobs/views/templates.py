"""A template as it was read: its compositions to scale, and what is to be filled in them."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from extraction import (
    Composition,
    CompositionLayer,
    LayerDecision,
    Placeholder,
    TemplateDocument,
    from_json,
)
from jobs.models import Template
from jobs.template_deciding import as_decided, decide_layer
from jobs.views.access import needs, signed_in
from jobs.views.comps import Comp

PAGE = 50
LAYERS = 100  # on one page


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer with the placeholder that it is, if it is one."""

    layer: CompositionLayer
    place: str
    hole: Placeholder | None

    @property
    def why(self) -> str:
        """Why it is a placeholder, or is none."""
        return self.hole.why if self.hole is not None and self.hole.why else self.layer.why


class DecisionForm(forms.Form):
    """What staff say about one layer."""

    place = forms.CharField(max_length=60)
    is_placeholder = forms.BooleanField(required=False)
    name = forms.CharField(max_length=200, required=False)
    required = forms.BooleanField(required=False)


@require_safe
@needs("jobs.view_template", to="see the templates")
def templates(request: HttpRequest) -> HttpResponse:
    """All templates that were read, newest first."""
    rows = Template.objects.select_related("stored_file").defer("document").order_by("-read_at")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/templates.html", {"page": page})


@require_safe
@needs("jobs.view_template", to="see the templates")
def template(request: HttpRequest, sha256: str) -> HttpResponse:
    """One composition drawn to scale, its layers, and links to the template's others."""
    row = _template_or_404(sha256)
    document = as_decided(row.stored_file, from_json(TemplateDocument, row.document))
    comp = _wanted(document, request.GET.get("comp", ""))
    page = Paginator(_rows(document, comp), LAYERS).get_page(request.GET.get("page"))
    return render(
        request,
        "jobs/template.html",
        {
            "template": row,
            "document": document,
            "missing": [item for item in document.footage if item.missing],
            "comp": comp,
            "drawing": _drawing(document, comp),
            "page": page,
            "may_decide": request.user.has_perm("jobs.change_templatedecision"),
        },
    )


@require_POST
@needs("jobs.change_templatedecision", to="decide what is filled in a template")
def decide(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Keep what was decided about one layer, and show it again."""
    row = _template_or_404(sha256)
    document = from_json(TemplateDocument, row.document)
    form = DecisionForm(request.POST)
    places = {f"{comp.id}:{layer.index}" for comp in document.compositions for layer in comp.layers}
    if not form.is_valid() or form.cleaned_data["place"] not in places:
        messages.error(
            request, "That was not kept: choose a layer, with a name of at most 200 signs."
        )
        return HttpResponseRedirect(reverse("template", args=[sha256]))
    said = form.cleaned_data
    decision = LayerDecision(said["is_placeholder"], said["name"], said["required"])
    decide_layer(row, said["place"], decision, by=signed_in(request))
    messages.success(request, "Kept. It holds for every job that is read from now on.")
    comp_id, _, index = said["place"].partition(":")
    page = (int(index) - 1) // LAYERS + 1
    query = f"?comp={comp_id}&page={page}#layer-{index}"
    return HttpResponseRedirect(reverse("template", args=[sha256]) + query)


def _template_or_404(sha256: str) -> Template:
    rows = Template.objects.select_related("stored_file")
    return get_object_or_404(rows, stored_file__sha256=sha256, stored_file__kind="template")


def _wanted(document: TemplateDocument, comp_id: str) -> Composition | None:
    """The composition asked for, else the main one, else the first. Raises: Http404."""
    if comp_id:
        found = document.composition(comp_id)
        if found is None:
            raise Http404("There is no such composition in this template.")
        return found
    main = (comp for comp in document.compositions if comp.main)
    return next(main, document.compositions[0] if document.compositions else None)


def _rows(document: TemplateDocument, comp: Composition | None) -> list[LayerRow]:
    if comp is None:
        return []
    places = ((layer, f"{comp.id}:{layer.index}") for layer in comp.layers)
    holes = {hole.id: hole for hole in document.placeholders}
    return [LayerRow(layer, place, holes.get(place)) for layer, place in places]


def _drawing(document: TemplateDocument, comp: Composition | None) -> Comp | None:
    if comp is None:
        return None
    holes = (hole for hole in document.placeholders if hole.composition_id == comp.id)
    placed = [hole for hole in holes if hole.bbox is not None]
    largest_first = sorted(placed, key=lambda hole: -hole.bbox.area if hole.bbox else 0.0)
    return Comp(comp.name, comp.width, comp.height, tuple(largest_first))
