"""What the repository may hold, and what it may not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.rules.source_files import ROOT, tracked_files, where

TOP_LEVEL = {
    *("notesapp", "resources", "packaging", "tests", "docs", ".ci", ".gitignore"),
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"),
}
# Put together here, so that this file does not say them.
PLACES = ("work", "root", "tmp")
HOSTS = ("pypi" + r"\.org", "deb" + r"\.debian\.org", "files" + r"\.pythonhosted")
BETRAYING = re.compile(
    r"(?<![\w.$}-])/(" + "|".join(PLACES) + r")/|\.\./shared/|" + "|".join(HOSTS)
)
LINK = re.compile(r"!?\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def betrayals(data: bytes) -> list[str]:
    """Find workplace paths and package hosts; a file that is not text has none."""
    if b"\0" in data[:8192]:
        return []
    text = data.decode("utf-8", "replace")
    return [match.group() for match in BETRAYING.finditer(text)]


def broken_links(page: Path, text: str) -> list[str]:
    """List relative links of a Markdown page that lead nowhere, leaving code examples out."""
    targets = (match.group(1) for match in LINK.finditer(CODE.sub("", text)))
    local = (target.partition("#")[0] for target in targets if not is_remote(target))
    return [target for target in local if target and not (page.parent / target).exists()]


def is_remote(target: str) -> bool:
    return bool(re.match(r"[a-z][a-z+.-]*:", target))


def test_nothing_names_the_place_it_was_made_in():
    found = [f"{where(p)}: {word}" for p in tracked_files() for word in betrayals(p.read_bytes())]
    assert not found, "\n".join(found)


def test_the_top_level_holds_only_what_belongs_there():
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert found <= TOP_LEVEL, f"does not belong at the top: {sorted(found - TOP_LEVEL)}"


def test_the_packaging_folder_does_not_hide_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_links_between_documents_lead_somewhere():
    samples = (ROOT / "tests", ROOT / "resources")
    pages = [
        path
        for path in tracked_files()
        if path.suffix == ".md" and not any(path.is_relative_to(folder) for folder in samples)
    ]
    found = [
        f"{where(page)}: {target}"
        for page in pages
        for target in broken_links(page, page.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "work/x",
        "cd '/" + "root/x'",
        "https://" + "pypi" + ".org/x",
        "in ../" + "shared/x",
    ],
)
def test_the_rule_catches_a_place(text: str):
    assert betrayals(text.encode())


@pytest.mark.parametrize("text", ["https://example.org/work/a", "$HOME/tmp/a", "work/a"])
def test_the_rule_lets_other_paths_pass(text: str):
    assert not betrayals(text.encode())


def test_the_rule_catches_a_broken_link(tmp_path: Path):
    (tmp_path / "here.md").write_text("", "utf-8")
    text = "[a](here.md#part) [b](gone.md) [c](https://example.org) `[2:04](see)`\n"
    text += "```\n[2:04](see)\n```\n"
    assert broken_links(tmp_path / "page.md", text) == ["gone.md"]


POSSESSIVE = re.compile(r"(?<!\\)[\])}*+?\w][*+?}]\+(?![^\[]*\])")


def test_patterns_mean_the_same_under_every_python():
    """Possessive quantifiers match too little in Debian 12's Python 3.11.2."""
    assert POSSESSIVE.search(r"[*_]++(?=a)")
    assert POSSESSIVE.search(r"a*+b")
    assert not POSSESSIVE.search(r"[*_]+(?=[a+-])")
    for path in sorted((ROOT / "notesapp").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "re.compile" in line or line.lstrip().startswith(('r"', 'rf"')):
                assert not POSSESSIVE.search(line), f"{path.name}:{number}"
