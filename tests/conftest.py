"""What every test may lean on.

No test reaches beyond this machine: pytest-socket (see addopts in pyproject.toml) fails any that connects to another
address than loopback, and tests/test_offline.py proves that it does.
"""
