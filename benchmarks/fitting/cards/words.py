"""What the places of invented cards are called, in six languages. Not the matcher's lexicon.

`words.txt` has one line a field: key, form of its text ("image" for pictures), then names by
language, of which the first is the usual one.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "de", "es", "fr", "ja", "ar")
IMAGE: Final = "image"

_TABLE: Final = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a card tells; `form` is how its text looks, or "image"."""

    key: str
    form: str
    names: dict[str, tuple[str, ...]]

    @property
    def is_image(self) -> bool:
        """Whether it is a picture."""
        return self.form == IMAGE


def _field(line: str) -> Field:
    key, form, *languages = line.split("|")
    parted = (entry.partition(":") for entry in languages)
    return Field(key, form, {lang: tuple(names.split(";")) for lang, _, names in parted})


FIELDS: Final = {
    field.key: field for line in _TABLE.strip().splitlines() for field in [_field(line)]
}


def _nouns(table: str) -> dict[str, dict[str, tuple[str, ...]]]:
    nouns = {}
    for line in table.strip().splitlines():
        key, *languages = line.split("|")
        parted = (entry.partition(":") for entry in languages)
        nouns[key] = {lang: tuple(names.split(";")) for lang, _, names in parted}
    return nouns


# What the members of a series are called.
NOUNS: Final = _nouns(
    """
player|en:player;athlete;starter;p|de:spieler|es:jugador|fr:joueur|ja:選手|ar:لاعب
speaker|en:speaker;guest;panelist;host|de:gast;sprecher|es:ponente;invitado|fr:invité;intervenant|ja:登壇者;ゲスト|ar:ضيف;متحدث
item|en:item;dish;product;i|de:artikel;gericht|es:plato;producto|fr:plat;article|ja:商品|ar:صنف
day|en:day;forecast;d|de:tag|es:día|fr:jour|ja:日|ar:يوم
row|en:row;line;r;entry|de:zeile|es:fila|fr:ligne|ja:行|ar:صف
candidate|en:candidate;cand;nominee|de:kandidat|es:candidato|fr:candidat|ja:候補|ar:مرشح
team|en:team;club;side|de:mannschaft;team|es:equipo|fr:équipe|ja:チーム|ar:فريق
match|en:match;game;fixture|de:spiel|es:partido|fr:match|ja:試合|ar:مباراة
slot|en:slot;session;talk|de:programmpunkt|es:sesión|fr:session|ja:枠|ar:جلسة
stat|en:stat;fact;figure|de:statistik|es:dato|fr:stat|ja:統計|ar:إحصائية
weekdays|en:day|de:tag|es:día|fr:jour|ja:曜日|ar:يوم
screen|en:screen;shot;view;photo|de:ansicht;bild|es:pantalla|fr:écran|ja:画面|ar:شاشة
"""
)

DAYS: Final = {
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "ja": ("月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜"),
    "ar": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}

# Pairs that stand beside or above one another, first then second.
SIDES: Final = (
    {
        "en": ("home", "away"),
        "de": ("heim", "gast"),
        "es": ("local", "visitante"),
        "fr": ("domicile", "extérieur"),
        "ja": ("ホーム", "アウェイ"),
        "ar": ("المضيف", "الضيف"),
    },
    {
        "en": ("left", "right"),
        "de": ("links", "rechts"),
        "es": ("izquierda", "derecha"),
        "fr": ("gauche", "droite"),
        "ja": ("左", "右"),
        "ar": ("يسار", "يمين"),
    },
    {
        "en": ("a", "b"),
        "de": ("a", "b"),
        "es": ("a", "b"),
        "fr": ("a", "b"),
        "ja": ("a", "b"),
        "ar": ("a", "b"),
    },
    {
        "en": ("before", "after"),
        "de": ("vorher", "nachher"),
        "es": ("antes", "después"),
        "fr": ("avant", "après"),
        "ja": ("前", "後"),
        "ar": ("قبل", "بعد"),
    },
)
