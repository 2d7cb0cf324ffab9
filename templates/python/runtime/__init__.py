"""The part of this package that is the same for every API: transport, retries, authentication, serialization."""
