"""Dateline builds one sourced record out of a pile of news reports."""

__version__ = "0.1.0"
