"""Training of name models on public data and on documents that users annotated; nothing else imports it."""
