"""upscaled and upscaled_too_far: above 100 % a warning, above 200 % critical."""

import pytest

from extraction import Fit
from tests.samples.documents import image_hole, image_layer
from tests.validation.checks import checked, codes

PLACE = image_hole("1:1", size=(1000, 1000))


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        (2000, []),
        (1000, []),
        (999.999, ["upscaled"]),
        (501, ["upscaled"]),
        (500, ["upscaled"]),
        (499.999, ["upscaled_too_far"]),
        (10, ["upscaled_too_far"]),
    ],
)
def test_each_limit_itself_is_still_allowed(side: float, expected: list[str]) -> None:
    report = checked(image_layer("9", size=(side, side)), PLACE)
    assert codes(report) == expected
    assert report.valid == ("upscaled_too_far" not in expected)


@pytest.mark.parametrize(
    ("fit", "expected"),
    [(Fit.FILL, "upscaled_too_far"), (Fit.STRETCH, "upscaled_too_far"), (Fit.FIT, "upscaled")],
)
def test_the_scale_is_that_of_the_fit(fit: Fit, expected: str) -> None:
    """510 x 490 in 1000 x 1000: covering needs 204 %, fitting in 196 %."""
    assert codes(checked(image_layer("9", size=(510, 490)), PLACE, fit=fit)) == [expected]


def test_the_issue_names_the_scale() -> None:
    warnings = checked(image_layer("9", "logo", size=(800, 800)), PLACE).warnings
    (issue,) = [one for one in warnings if one.code == "upscaled"]
    assert issue.message == "“logo” would be enlarged to 125 % in “photo”."
    assert issue.details["scale"] == 1.25
    assert issue.details["limit"] == 1.0
