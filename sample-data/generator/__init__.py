"""The parts of make-sample-data."""
