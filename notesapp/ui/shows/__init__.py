"""Shows: new episodes from their templates, their people, snippets with variables."""
