"""The audio drawn: the whole of it and the part around what plays."""
