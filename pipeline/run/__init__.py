"""What has to be done again, the store, and the workers."""
