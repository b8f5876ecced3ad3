"""Tries the packages as their users meet them: in machines where nothing else was installed."""
