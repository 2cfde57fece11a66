"""Which kinds of card there are, and what stands on each of them.

One line a kind: single places; then blocks. `player*3-11: name number?` is a series of three to
eleven players with names and, on every other card, numbers; `<>:` is a pair of sides.
"""

import re
from dataclasses import dataclass
from random import Random
from typing import Final

_TABLE: Final = """
line-up| title? league? team? hero logo? background? | player*3-11: name number? position?
squad photos| title league? sponsor? | player*3-6: name photo number?
score bug| clock period? league? background? | <>: team score logo?
result| title? league venue? date? background? | <>: team score logo
final score| title result date? hero | <>: team logo?
player stats| name number team? hero logo? | stat*3-5: statvalue statlabel?
lower third| name role company? logo? |
lower third bare| name role |
interview| title? hero background? | speaker*2-2: name role photo?
debate| title topic? background? | speaker*3-5: name role company? photo
price list| title subtitle? logo? background? | item*3-10: dish price ingredients?
menu board| title category? hero? | item*3-6: dish price photo?
offer| product price oldprice? discount? cta? brand? hero logo? background? |
promo| title subtitle body? cta website? hero |
flyer| title discount code? deadline? website phone? hero logo |
two prices| title product hero | <>: price photo?
weather week| city? title? background? | day*3-7: weekday high low icon
weather now| city temperature condition high low wind? icon background? |
property| title price address beds baths area? agent? phone? hero logo? |
property tour| price address city website? logo | screen*2-4: photo
event poster| title date time venue city? price? website? artist? hero background? |
concert| artist title date venue cta? cover sponsor? |
invitation| title host date time venue rsvp? background? |
birthday| name age date time address rsvp phone? photo |
quote| quote author role? photo? logo? background? |
reviews| title logo? | speaker*2-3: quote author photo?
release| track artist album? date cover background? |
podcast| show episode title host? guest_ cover? logo? |
social post| title body? handle category? date? hero logo? |
story| title subtitle handle? cta hero |
app promo| title subtitle? cta? icon? | screen*2-4: photo
election| title city? date? background? | candidate*2-4: name party votes? share photo?
vote bars| title date? | candidate*2-5: party share
timetable| title? venue? | weekdays*4-6: weekday am pm
class plan| title subtitle? | weekdays*3-6: am pm
opening hours| title? phone? address? | weekdays*5-7: weekday time
standings| title league? date? | row*4-10: team played won lost points
top list| title subtitle? | row*3-8: rank name points
fixtures| title league? | match*3-6: team time date? venue?
markets| title date? | row*3-8: index value change
agenda| title date? venue? logo? | slot*3-7: time topic author? room?
job advert| title role company salary? city? deadline website? logo hero? |
travel| destination price duration date? cta? hero logo? |
before after| title hero? | <>: photo statlabel?
versus| title? date time? league? background? | <>: name photo team? flag?
figures| title subtitle? website? | stat*2-5: statvalue statlabel icon?
nominees| title category? background? | candidate*3-5: name company photo?
restaurant| title address phone website? photo map? qr? |
certificate| title name date? author? logo? background? |
"""
_BLOCK: Final = re.compile(r"(?:(\w+)\*(\d+)-(\d+)|<>):\s*(.*)")
_OPTIONAL_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Slot:
    """One place: of a single field, or of a series' or a pair's member (from 0)."""

    field: str
    block: int = -1
    member: int = -1


@dataclass(frozen=True, slots=True)
class Series:
    """Members of one noun; a pair of sides has none."""

    noun: str | None
    count: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one card holds."""

    name: str
    singles: tuple[str, ...]
    blocks: tuple[Series, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every place."""
        members = (
            Slot(field, number, member)
            for number, block in enumerate(self.blocks)
            for member in range(block.count)
            for field in block.fields
        )
        return (*map(Slot, self.singles), *members)


def drawn_kind(chance: Random) -> Kind:
    """Choose a kind of card and settle what is optional on it."""
    name, singles, *blocks = chance.choice(_TABLE.strip().splitlines()).split("|")
    found = (_BLOCK.search(block) for block in blocks)
    series = tuple(_series(block, chance) for block in found if block)
    return Kind(name.strip(), _settled(singles, chance), series)


def _series(found: re.Match[str], chance: Random) -> Series:
    noun, least, most, fields = found.groups()
    count = chance.randint(int(least), int(most)) if noun else 2
    return Series(noun, count, _settled(fields, chance))


def _settled(fields: str, chance: Random) -> tuple[str, ...]:
    wanted = (one for one in fields.split() if one[-1] != "?" or chance.random() < _OPTIONAL_SHARE)
    return tuple(one.rstrip("?").replace("guest_", "name") for one in wanted)
