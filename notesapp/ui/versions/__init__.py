"""Earlier states of the notes: looked at, compared with now, taken back."""
