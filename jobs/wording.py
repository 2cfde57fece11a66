"""How numbers of things are said, the same everywhere."""


def counted(number: int, noun: str) -> str:
    """The number with its noun, in the plural where it has to be: "1 match", "2 matches"."""
    ending = "" if number == 1 else "es" if noun.endswith(("ch", "s", "x")) else "s"
    return f"{number} {noun}{ending}"
