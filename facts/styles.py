"""The style sheet of the roles, made from facts/roles.yml when the site is built."""

from facts.tables import Role, roles

# How much of its colour a hatched ground shows, on light and on dark.
LIGHT_GROUND, DARK_GROUND = "1f", "2b"
THIN = ("double", "wavy")  # lines that need more room than one stroke
CELL_STYLES = {
    "": "",
    "hatched": """
.katex .role-{name} {{
  background: repeating-linear-gradient(
    45deg,
    transparent 0 0.14em,
    var(--role-{name}-ground) 0.14em 0.28em
  );
  padding: 0.1em 0.22em;
  margin: 0 -0.22em;
  border-radius: 0.15em;
}}
""",
    "struck": """
.katex .role-{name} {{
  text-decoration: line-through;
}}
""",
}
SHEET = """\
/* The colours and the marks of the roles, made from facts/roles.yml. */

/* Light also where no scheme is chosen, as on paper. */
:root,
[data-md-color-scheme="default"] {{{light}
}}

@media screen {{
  [data-md-color-scheme="slate"] {{{dark}
  }}
}}

.md-typeset em:is({names}) {{
  font-style: normal;
  font-weight: 600;
  text-decoration: underline;
  text-underline-offset: 0.22em;
}}
{rules}"""
RULES = """
.md-typeset :is(.{name}, .role-{name}) {{
  color: var(--role-{name});
}}

.md-typeset em.{name} {{
  text-decoration-style: {line};
  text-decoration-thickness: {thickness};
}}
"""


def style_sheet() -> str:
    """The colours of the roles, and the lines and grounds that tell them apart without colour."""
    found = roles()
    return SHEET.format(
        light="".join(_colour(role, role.light, LIGHT_GROUND) for role in found),
        dark="".join(_colour(role, role.dark, DARK_GROUND) for role in found),
        names=", ".join(f".{role.name}" for role in found),
        rules="".join(map(_rules, found)),
    )


def _colour(role: Role, colour: str, ground: str) -> str:
    """The custom properties of a role, for the rules below and for the styles of the theme."""
    return f"\n  --role-{role.name}: {colour};\n  --role-{role.name}-ground: {colour}{ground};"


def _rules(role: Role) -> str:
    """What one role looks like in prose and in formulas."""
    rules = RULES + CELL_STYLES[role.cell]
    thickness = "1px" if role.line in THIN else "2px"
    return rules.format(name=role.name, line=role.line, thickness=thickness)
