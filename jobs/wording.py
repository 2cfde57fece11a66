"""How numbers of things are said, the same everywhere, and foreign words so that they keep."""


def counted(number: int, noun: str) -> str:
    """The number with its noun, in the plural where it has to be: "1 match", "2 matches"."""
    ending = "" if number == 1 else "es" if noun.endswith(("ch", "s", "x")) else "s"
    return f"{number} {noun}{ending}"


def storable(text: str) -> str:
    """The text with what no database takes replaced: NULs, and bytes that are no UTF-8."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
