"""The guides of docs/ as pages of the site, their links and pictures led to the site itself."""

import re
from functools import lru_cache
from pathlib import Path

import markdown
from django.conf import settings
from django.urls import reverse

DOCS = Path(settings.BASE_DIR) / "docs"
PICTURES = DOCS / "images"
FOR_PAGE = {  # which guide is nearest, by the beginning of a page's name
    "review": "reviewer",
    "batch-review": "reviewer",
    "validate": "reviewer",
    "preview": "reviewer",
    "audit": "manager",
    "template": "template-designer",
    "notification": "notifications",
}
FIRST = "coordinator"


def guide_for(page: str) -> str:
    """The guide for a page of the site, by its name."""
    found = (guide for start, guide in FOR_PAGE.items() if page.startswith(start))
    return next(found, FIRST)


@lru_cache
def pages() -> dict[str, Path]:
    """Every page by its name; guides are first."""
    found = [*sorted((DOCS / "guides").glob("*.md")), *sorted(DOCS.glob("*.md"))]
    return {_name_of(path): path for path in found}


def _name_of(path: Path) -> str:
    return "programmer" if path.parent.name == "guides" and path.stem == "api" else path.stem


@lru_cache(maxsize=64)
def rendered(name: str) -> str:
    """The page as HTML; it is ours, so nothing in it is hostile. Raises: KeyError."""
    path = pages()[name]
    html = markdown.markdown(
        path.read_text(encoding="utf-8"), extensions=["tables", "fenced_code", "sane_lists"]
    )
    html = re.sub(r'href="([\w./-]+)\.md"', lambda found: _link(path, found[1]), html)
    return re.sub(r'(src|srcset)="(?:\.\./)?images/([\w-]+\.png)"', _picture, html)


def _link(page: Path, target: str) -> str:
    name = _name_of((page.parent / f"{target}.md").resolve())
    return f'href="{reverse("help", args=[name])}"' if name in pages() else "href"


def _picture(found: re.Match[str]) -> str:
    return f'{found[1]}="{reverse("help-picture", args=[found[2]])}"'
