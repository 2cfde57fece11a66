"""At least half of the tests of the review page use no mouse and no finger.

That those marked `keyboard` really do is watched by their pages.
"""

from tests.end_to_end.review import test_keys, test_page, test_people, test_sights


def test_at_least_half_are_done_by_keys_alone() -> None:
    tests = [
        (name, getattr(one, "pytestmark", []))
        for module in (test_keys, test_page, test_people, test_sights)
        for name, one in vars(module).items()
        if name.startswith("test_")
    ]
    by_keys = [name for name, marks in tests if "keyboard" in [mark.name for mark in marks]]
    assert len(by_keys) >= len(tests) / 2 > 0
