"""The finished API as frozen, typed values: what every template needs, decided once."""
