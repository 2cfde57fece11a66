"""All rules with their thresholds, as plain data and as the page docs/validation.md."""

from dataclasses import asdict
from typing import Any

from validation.limits import DEFAULT, Limits, meanings
from validation.rules import FAMILIES

HEAD = """# Rules of validation

Made from the rules themselves by `manage.py list_rules --page`; change the rules, not this page.

Each rule is a small function in `validation/rules/`, one subject a file, and takes part once it is
named in `validation/rules/__init__.py`. An issue carries the rule's code. A report is valid when it
has no critical issue. A value exactly at its limit is allowed. A rule that breaks off is a critical
issue, `rule_failed`.
"""


def list_rules(limits: Limits = DEFAULT) -> list[dict[str, Any]]:
    """Every rule by family: code, severity, what it finds, and its limits with their values."""
    values = asdict(limits)
    return [
        {
            "family": family,
            "code": rule.code,
            "severity": rule.severity.value,
            "finds": rule.finds,
            "limits": {name: values[name] for name in rule.limits},
        }
        for family, rules in FAMILIES.items()
        for rule in rules
    ]


def page() -> str:
    """Write the rules as Markdown."""
    parts, rules = [HEAD], list_rules()
    for family in FAMILIES:
        rows = [
            f"| `{one['code']}` | {one['severity']} | {one['finds']} | {_limits(one['limits'])} |"
            for one in rules
            if one["family"] == family
        ]
        table = ["| code | severity | finds | limits |", "|---|---|---|---|", *rows]
        parts.append(f"## {family}\n\n" + "\n".join(table) + "\n")
    limits = [f"- `{name}`: {meaning}" for name, meaning in meanings().items()]
    parts.append("## Limits\n\n" + "\n".join(limits) + "\n")
    return "\n".join(parts)


def _limits(values: dict[str, float]) -> str:
    return ", ".join(f"`{name}` {value:g}" for name, value in values.items())
