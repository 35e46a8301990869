"""Across reports: shared text, one name for one entity, one assertion in other words, reports about one event."""
