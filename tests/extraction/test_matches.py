"""What counts as the same choice: what a person decided, not what advised them."""

from extraction import Match, MatchDocument
from extraction.matches import Fit, choices_of


def test_only_what_was_set_by_hand_makes_a_choice_another() -> None:
    plain = Match("2", "11:1", 0.7, reasons=("same name",))
    approved = Match("2", "11:1")
    assert choices_of(MatchDocument((plain,))) == choices_of(MatchDocument((approved,)))
    by_hand = (
        Match("2", "11:1", shrink=True),
        Match("2", "11:1", text="BEN"),
        Match("2", "11:1", focus=(0.2, 0.5)),
        Match("2", "11:1", fit=Fit.FIT),
        Match("4", "11:1"),
    )
    told_apart = {tuple(choices_of(MatchDocument((one,)))) for one in (approved, *by_hand)}
    assert len(told_apart) == 1 + len(by_hand)
