"""Labs: notebooks that are written as text, run in the build, and shown and offered whole."""
