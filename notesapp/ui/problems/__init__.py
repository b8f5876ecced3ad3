"""Problems in the window: fixing, silencing, walking."""
