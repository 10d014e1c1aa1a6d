"""The code of a page as one file that runs alone, in an empty folder."""
