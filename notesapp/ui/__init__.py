"""The window. The only package, with the two engines, that imports Qt."""
