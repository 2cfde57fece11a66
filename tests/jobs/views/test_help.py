"""The guides are on the site, beside every page, and lead nowhere that is not there."""

import re

import pytest
from django.contrib.auth.models import User

from jobs.help import DOCS, pages
from tests.jobs.views.conftest import As

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_page_is_shown_and_its_links_lead_somewhere(
    name: str, signed_in: As, rui: User
) -> None:
    client = signed_in(rui)
    html = client.get(f"/help/{name}").content.decode()
    text = html.split("<article", 1)[1]

    assert "<h1>" in text
    for target in set(re.findall(r'(?:href|src|srcset)="(/[^"]+)"', text)):
        assert client.get(target).status_code == 200, target
    assert not re.findall(r'href="[^"]*\.md"', text)


@pytest.mark.parametrize(
    ("page", "guide"),
    [
        ("dashboard", "coordinator"),
        ("batch-upload", "coordinator"),
        ("review-matching", "reviewer"),
        ("validate", "reviewer"),
        ("audit-counts", "manager"),
        ("template", "template-designer"),
        ("notification-wishes", "notifications"),
        ("nowhere", "coordinator"),
        ("", "coordinator"),
    ],
)
def test_help_opens_at_the_guide_that_is_nearest(
    page: str, guide: str, signed_in: As, rui: User
) -> None:
    assert signed_in(rui).get("/help", {"from": page})["Location"] == f"/help/{guide}"


def test_every_page_has_a_link_to_its_help(signed_in: As, mona: User) -> None:
    html = signed_in(mona).get("/audit").content.decode()

    assert '<a href="/help?from=audit"' in html


def test_the_admin_has_one_too(signed_in: As, olga: User) -> None:
    html = signed_in(olga).get("/admin/").content.decode()

    assert '<a href="/help?from=admin"' in html


@pytest.mark.parametrize(
    "path", ["nowhere", "images/nowhere.png", "images/..%2Freview.md", "images/..png"]
)
def test_nothing_else_can_be_read(path: str, signed_in: As, rui: User) -> None:
    assert signed_in(rui).get(f"/help/{path}").status_code == 404


def test_every_role_has_its_guide() -> None:
    names = {path.stem for path in (DOCS / "guides").glob("*.md")}

    assert names >= {"coordinator", "reviewer", "manager", "operator", "template-designer", "api"}
