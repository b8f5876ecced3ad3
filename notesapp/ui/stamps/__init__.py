"""Stamps in the text: nudged, walked, shifted, converted."""
