"""From a text to what it says: organisations, dates, objectives."""
