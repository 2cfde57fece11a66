"""How a person calls places: one language, one way to write, one word for each thing, and slips."""

from random import Random
from typing import Final

from benchmarks.fitting.cards.kinds import Kind, Slot
from benchmarks.fitting.cards.words import DAYS, FIELDS, NOUNS, SIDES

_CASES: Final = ("snake", "camel", "pascal", "space", "upper", "title", "kebab", "run", "braces")
WEEKDAYS: Final = "weekdays"  # a series whose members are days and not numbered
_LETTERS: Final = "ABCDEFGHIJKL"
_SHORT: Final = {
    "title": "ttl", "subtitle": "sub", "background": "bg", "number": "nr", "name": "nm",
    "position": "pos", "description": "desc", "image": "img", "picture": "pic", "headline": "hl",
    "price": "prc", "player": "plr", "temperature": "temp", "address": "addr", "company": "comp",
    "quantity": "qty", "photo": "pht", "text": "txt", "logo": "lgo", "telephone": "tel",
    "speaker": "spk", "candidate": "cnd", "percent": "pct", "location": "loc",
    "organisation": "org",
}  # fmt: skip


class Namer:
    """Names the places of one card consistently."""

    def __init__(self, kind: Kind, language: str, chance: Random, *, plain: bool = False) -> None:
        self._chance = chance
        self._kind = kind
        self._language = language
        self._case = chance.choice(_CASES[:7] if plain else _CASES)
        self._numbering = chance.choice(["last", "first", "middle", "middle", "padded", "letter"])
        self._short = chance.random() < 0.12
        self._main_alone = chance.random() < 0.4
        self._words: dict[str, str] = {}
        self._sides = (
            SIDES[0] if self._is_sport() and chance.random() < 0.7 else chance.choice(SIDES[1:])
        )

    def _is_sport(self) -> bool:
        fields = {field for block in self._kind.blocks for field in block.fields}
        return bool(fields & {"team", "score"})

    def name(self, slot: Slot) -> str:
        """The whole name of a place."""
        return self.written(self.words(slot))

    def words(self, slot: Slot) -> str:
        """The words of a place, with its member."""
        field = self.field(slot.field)
        if slot.block < 0:
            return field
        block = self._kind.blocks[slot.block]
        if block.noun is None:
            side = self.side(slot.member)
            return f"{side} {field}" if self._numbering != "last" else f"{field} {side}"
        if block.noun == WEEKDAYS:
            return f"{self.number(slot.member, block.noun)} {field}"
        if self._main_alone and slot.field == block.fields[0]:
            return f"{self.noun(block.noun)} {self.number(slot.member)}"
        return self._numbered(self.noun(block.noun), field, self.number(slot.member))

    def _numbered(self, noun: str, field: str, number: str) -> str:
        if self._numbering == "last":
            return f"{noun} {field} {number}"
        if self._numbering == "first":
            return (
                f"{field} {number}" if len(self._kind.blocks) == 1 else f"{noun} {field} {number}"
            )
        return f"{noun} {number} {field}"

    def field(self, key: str) -> str:
        """The words of a field alone."""
        return self._chosen(key, FIELDS[key].names)

    def noun(self, key: str) -> str:
        """What a member of the series is called."""
        return self._chosen(f"noun {key}", NOUNS[key])

    def member(self, block: int, member: int) -> str:
        """A member alone, as a group is called."""
        noun = self._kind.blocks[block].noun
        if noun is None:
            return self.written(self.side(member))
        return self.written(f"{self.noun(noun)} {self.number(member, noun)}")

    def side(self, member: int) -> str:
        """The word for one of two sides."""
        return self._sides[self._language][member]

    def number(self, member: int, noun: str = "") -> str:
        """A member's number, or day, as this person writes it."""
        if noun == WEEKDAYS:
            return DAYS[self._language][member]
        if self._numbering == "letter":
            return _LETTERS[member]
        return f"{member + 1:02}" if self._numbering == "padded" else str(member + 1)

    def _chosen(self, key: str, names: dict[str, tuple[str, ...]]) -> str:
        if key not in self._words:
            among = names[self._language]
            word = among[0] if self._chance.random() < 0.5 else self._chance.choice(among)
            if self._short:
                word = " ".join(_SHORT.get(one, one) for one in word.split())
            self._words[key] = word
        return self._words[key]

    def written(self, words: str) -> str:
        """Words as one name in this person's way."""
        parts = words.split()
        if self._case in {"camel", "pascal"}:
            joined = "".join(part[:1].upper() + part[1:] for part in parts)
            return joined if self._case == "pascal" else joined[:1].lower() + joined[1:]
        plain = {"snake": "_", "kebab": "-", "run": "", "braces": "_"}.get(self._case, " ")
        joined = plain.join(parts)
        if self._case == "braces":
            return f"{{{{{joined}}}}}"
        return {"upper": str.upper, "title": str.title}.get(self._case, str)(joined)


def misspelt(name: str, chance: Random) -> str:
    """Two letters swapped, one lost or one doubled."""
    if len(name) < 4:
        return name
    at = chance.randrange(1, len(name) - 1)
    return chance.choice(
        [
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
        ]
    )
