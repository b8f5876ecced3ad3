"""The paper: the document being edited and the widget that shows it."""
