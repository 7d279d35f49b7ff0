"""What a page says of itself beside its text: title, day of publication, publisher."""
