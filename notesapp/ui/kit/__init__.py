"""What every part of the window is made with: the look, widgets, dialogs, jobs."""
