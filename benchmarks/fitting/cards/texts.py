"""Invented texts of every form that stands on cards; drawn from a given random source."""

from collections.abc import Callable
from random import Random
from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split(";"))


_FIRST: Final = _listed(
    "Amara;Jonas;Petra;Keiko;Samir;Lucia;Oskar;Nadia;Viktor;Elena;Tariq;Maja;Felix;"
    "Ingrid;Pablo;Yuna;Dmitri;Rosa;Hugo;Leila;Marek;Anouk;Theo;Zofia;Kwame;Bianca;Emre;"
    "Saskia;Ravi;Noor"
)
_LAST: Final = _listed(
    "Lindqvist;Okafor;Brandt;Tanaka;Moreau;Kowalski;Haddad;Silva;Petrov;Nakamura;Keller;"
    "Duarte;Johansen;Mbeki;Rossi;Fontaine;Varga;Schulz;Iwasaki;Castellanos;Dubois;Hassan;"
    "Novak;Weber"
)
_THINGS: Final = _listed(
    "summer;lights;harbour;river;garden;night;market;mountain;future;city;stories;voices;"
    "ocean;morning;winter;design;craft;fire;stone;silver;paper;cloud;forest;signal;music;"
    "kitchen"
)
_LOCAL: Final = {
    "de": "Große Eröffnung;Sommerfest am See;Neue Kollektion;Frische Ideen für alle;Der lange Weg",
    "es": "Gran apertura;Noches de verano;Nueva colección;Sabores de siempre;El camino largo",
    "fr": "Grande ouverture;Nuits d’été;Nouvelle collection;Saveurs d’ici;Le long chemin",
    "ja": "夏まつり;新しい季節;特別セール;物語のはじまり;海の音",
    "ar": "افتتاح كبير;ليالي الصيف;مجموعة جديدة;حكايات المدينة;صوت البحر",
}
_LOCAL_NAMES: Final = {
    "ja": "佐藤 健;鈴木 花子;高橋 翔;田中 美咲;伊藤 蓮",
    "ar": "سارة حداد;عمر نصار;ليلى منصور;يوسف خليل;هدى سالم",
}
_CITIES: Final = _listed(
    "Lisbon;Graz;Valparaíso;Leeds;Kobe;Tunis;Bergen;Lyon;Porto;Mainz;Cork;Quito"
)
_ROLES: Final = _listed(
    "Head of Design;Marine Biologist;Goalkeeper Coach;Editor;Chief Economist;Head Chef;"
    "Architect;Lecturer;Project Lead;Minister of Transport;Producer;Senior Analyst"
)
_COMPANIES: Final = _listed(
    "Brightwell;Nordlicht GmbH;Casa Verde;Orbit Labs;Kitsune Studio;Atelier Sud;"
    "Pinegrove Bank;Delta Foods;Halcyon;Ferris & Co;Blue Kite;Tidewater"
)
_TEAMS: Final = _listed(
    "Falcons;Riverside FC;SV Nordhafen;Real Costa;Ironworks;Lynx;Comets;Union Hill;Stags;"
    "Blue Tide;AC Verano;Hawks;Pilots;Dynamo Süd"
)
_DISHES: Final = _listed(
    "Margherita;Ramen;Lentil Soup;Fish & Chips;Tagliatelle;Falafel Wrap;Cheesecake;"
    "Iced Latte;Flat White;Club Sandwich;Paella;Crêpe Suzette;Green Curry;Mezze"
)
_CONDITIONS: Final = _listed("Sunny;Light rain;Cloudy;Snow;Fog;Thunderstorms;Clear;Windy")
_LEAGUES: Final = _listed(
    "Premier Cup;Regional League;Super Series;Winter Classic;Copa Norte;Round of 16"
)
_VENUES: Final = _listed(
    "Old Granary;Stadthalle;Teatro Real;North Dock;Community Hall;Le Hangar;Arena One"
)
_ACTIONS: Final = _listed(
    "Shop now;Learn more;Book today;Swipe up;Get tickets;Join us;Apply now;Call us"
)
_PARTIES: Final = _listed(
    "Green Alliance;Liberals;Labour;National Union;Independents;Social Democrats"
)
DAY_NAMES: Final = (
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"],
    ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
)
MONTHS: Final = _listed(
    "January;February;March;April;May;June;July;August;September;October;November;December"
)
_STATES: Final = _listed("OR;TX;NV;MA;QLD;ON")
_ACTIVITIES: Final = _listed(
    "Rowing;Chess;Salsa;Circuit;Boulder;Judo;Choir;Swim;Drawing;Tai Chi;Open Studio;Karate;closed"
)
_STATS: Final = _listed(
    "Assists;Distance;Saves;Members;Passes;Revenue;Speed;Downloads;Shots;Visitors"
)


def person(chance: Random, language: str = "en") -> str:
    """A full name, now and then of one word or an initial, or in another script."""
    if language in _LOCAL_NAMES and chance.random() < 0.7:
        return chance.choice(_LOCAL_NAMES[language].split(";"))
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    return chance.choice([f"{first} {last}"] * 5 + [last, f"{first[0]}. {last}", first])


def headline(chance: Random, language: str = "en") -> str:
    """One to four words."""
    if language in _LOCAL and chance.random() < 0.8:
        return chance.choice(_LOCAL[language].split(";"))
    return " ".join(chance.sample(_THINGS, chance.randint(1, 4))).capitalize()


def sentence(chance: Random, language: str = "en") -> str:
    """Eight to twenty words, or two headlines in another language."""
    if language in _LOCAL and chance.random() < 0.8:
        return ", ".join(chance.sample(_LOCAL[language].split(";"), 3)) + "."
    return " ".join(chance.choices(_THINGS, k=chance.randint(8, 20))).capitalize() + "."


def price(chance: Random) -> str:
    """An amount with a currency before or behind."""
    number = chance.choice([1.5, 4.9, 12, 19.99, 35, 249, 1299, 480000]) * chance.randint(1, 4)
    amount = f"{number:,.2f}" if number % 1 else f"{number:,.0f}"
    return chance.choice(
        [f"${amount}", f"€{amount}", f"£{amount}", f"{amount} €", f"¥{number:.0f}"]
    )


def date(chance: Random) -> str:
    """A day in one of the usual ways to write it."""
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    name = MONTHS[month - 1]
    return chance.choice(
        [
            f"{day} {name}",
            f"{name[:3]} {day}",
            f"{day:02}.{month:02}.2025",
            f"{day:02}/{month:02}",
            f"2025-{month:02}-{day:02}",
            f"{day}. {name} 2025",
        ]
    )


def time(chance: Random) -> str:
    """A time of day, or a running clock."""
    hour, minute = chance.randint(0, 23), chance.choice([0, 15, 30, 45, 7])
    return chance.choice(
        [
            f"{hour}:{minute:02}",
            f"{hour % 12 or 12}:{minute:02} pm",
            f"{hour:02}:{minute:02}",
            f"{hour % 12 or 12} PM",
        ]
    )


def phone(chance: Random) -> str:
    """A telephone number."""
    digits = "".join(chance.choices("0123456789", k=9))
    return chance.choice(
        [
            f"+49 {digits[:3]} {digits[3:]}",
            f"({digits[:3]}) 555-{digits[5:]}",
            f"0{digits[:3]} {digits[3:6]} {digits[6:]}",
        ]
    )


_FORMS: Final[dict[str, Callable[[Random], str]]] = {
    "price": price,
    "date": date,
    "time": time,
    "phone": phone,
    "percent": lambda c: c.choice(
        [
            f"{c.randint(1, 90)}%",
            f"{c.randint(1, 90)} %",
            f"-{c.randint(1, 9)}0%",
            f"{c.uniform(1, 60):.1f}%",
        ]
    ),
    "number": lambda c: str(c.choice([c.randint(0, 9), c.randint(0, 99)])),
    "bignumber": lambda c: c.choice(
        [f"{c.randint(1000, 99999):,}", f"{c.uniform(100, 20000):,.2f}"]
    ),
    "change": lambda c: f"{c.choice('+-−')}{c.uniform(0, 5):.2f}" + c.choice(["%", ""]),
    "score": lambda c: f"{c.randint(0, 9)}{c.choice(['-', ' - ', ':', '–'])}{c.randint(0, 9)}",
    "temperature": lambda c: f"{c.randint(-9, 38)}{c.choice(['°', '°C', '°'])}",
    "measure": lambda c: f"{c.randint(9, 2400)} {c.choice(['m²', 'km/h', 'sqft', 'mph', 'm²'])}",
    "handle": lambda c: f"@{c.choice(_THINGS)}{c.choice(['', '_', '.'])}{c.choice(_LAST).lower()}",
    "url": lambda c: (
        f"{c.choice(['www.', '', ''])}{c.choice(_THINGS)}{c.choice(_THINGS)}"
        f".{c.choice(['com', 'org', 'de', 'tv'])}"
    ),
    "city": lambda c: (
        f"{c.choice(_CITIES)}, {c.choice(_STATES)} {c.randint(10000, 99999)}"
        if c.random() < 0.2
        else c.choice(_CITIES)
    ),
    "role": lambda c: (
        f"{c.choice(_ROLES)}, {c.choice(_COMPANIES)}" if c.random() < 0.2 else c.choice(_ROLES)
    ),
    "activity": lambda c: c.choice(_ACTIVITIES),
    "company": lambda c: c.choice(_COMPANIES),
    "team": lambda c: c.choice(_TEAMS),
    "dish": lambda c: c.choice(_DISHES),
    "condition": lambda c: c.choice(_CONDITIONS),
    "league": lambda c: c.choice(_LEAGUES),
    "venue": lambda c: (
        f"{c.choice(_VENUES)}, {c.randint(1, 90)} {c.choice(_LAST)} Road"
        if c.random() < 0.2
        else c.choice(_VENUES)
    ),
    "action": lambda c: c.choice(_ACTIONS),
    "party": lambda c: c.choice(_PARTIES),
    "statlabel": lambda c: c.choice(_STATS),
    "weekday": lambda c: c.choice(c.choice(DAY_NAMES)),
    "address": lambda c: (
        f"{c.randint(1, 240)} {c.choice(_LAST)} {c.choice(['Street', 'Lane', 'Ave'])}"
    ),
    "positioncode": lambda c: c.choice(["GK", "DF", "MF", "FW", "PG", "SF", "C"]),
    "period": lambda c: c.choice(["1ST", "2ND", "Q3", "HT", "Q4", "1. HZ"]),
    "episode": lambda c: c.choice(
        [f"EP {c.randint(1, 200)}", f"#{c.randint(1, 200)}", f"Episode {c.randint(1, 99)}"]
    ),
    "duration": lambda c: c.choice(
        [f"{c.randint(2, 14)} nights", f"{c.randint(2, 90)} min", f"{c.randint(2, 9)} days"]
    ),
    "room": lambda c: c.choice(
        [f"Room {c.randint(1, 30)}", f"Hall {c.choice('ABC')}", "Main Stage"]
    ),
    "code": lambda c: f"{c.choice(_THINGS).upper()[:5]}{c.randint(5, 50)}",
    "product": lambda c: (
        f"{c.choice(_THINGS).title()} {c.choice(['One', 'X2', 'Pro', 'Classic', 'Mini'])}"
    ),
}


def text_of(form: str, chance: Random, language: str = "en") -> str:
    """A text of that form."""
    if form == "person":
        return person(chance, language)
    if form in {"headline", "phrase"}:
        return headline(chance, language)
    if form == "sentence":
        return sentence(chance, language)
    return _FORMS[form](chance)
