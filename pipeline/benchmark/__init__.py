"""How fast the program is: its corpus, and what is measured on it."""
