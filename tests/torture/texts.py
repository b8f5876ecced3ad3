"""Short notes of many forms, to write in and to make others of."""

from __future__ import annotations

TEXTS = (
    "",
    "Just a paragraph.\n\nAnd one more",
    "---\ntitle: Only a header\n---",
    "---\ntitle: Nothing else\n---\n\n",
    "---\nspeakers: [Ana, Bo, Cy]\n---\n\nAna: Why rye?\n\nBo: It keeps [0:30].\n\nCy: So.\n",
    'Q1. First?\nA1. Yes.\nQ2. Second? [2:04]\nA2. No. [64:13.5]\n{: chapter="No" url="x" }\n',
    "- **Q:** Why? (0:10)\n- **A:** So. (0:20)\n\n## Part two (1:00)\n\n- **Q:** Then? (59:50)\n",
    '---\nlanguage: de\nstamps: "[m:ss] start"\n---\n\nFrage: [0:10] Warum?\n\n'
    'Antwort: [0:20 - 0:40] Darum, siehe [0:30](#t=30).\n{: toc="no" }\n\n---\n\nFrage: Und?\n\n'
    "## Links\n\n- [Eins](https://example.org/eins)\n- Zwei\n",
    "# Bees\n\n0:00 Intro\n1:05 Honey\n2:10 - 3:00 Wax\n59:59 Late\n",
    "Q: Broken off\nand going on [0:10]\n\n```\nQ: code [0:20]\n```\n\nA: After code\n"
    '{: chapter="C" }\n\n* * *\n\nResources\n\n- https://example.org\n- Q: not one\n',
    '---\npodcast: Show\nx-own: [1, 2]\n---\n{: stray="yes" }\nQ: Top? [0:01]\n{: a="b" }\n'
    '{: c="d" }\nA: Under. [0:01]',
    "Q: A question with a stamp [0:10] in its middle and more\n\nA: 🐝 é bees 🐝 [1:00:00]\n",
)
