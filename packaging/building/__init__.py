"""What builds the packages: one bundle, and everything people install made from it."""
