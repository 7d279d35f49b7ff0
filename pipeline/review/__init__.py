"""The reviewable diff: compare, say why, show, decide, accept; each in a module of its own, which is what to import."""
