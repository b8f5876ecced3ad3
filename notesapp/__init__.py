"""Show Notes: write a podcast's show notes while listening, and publish them."""

__version__ = "0.1.0"
