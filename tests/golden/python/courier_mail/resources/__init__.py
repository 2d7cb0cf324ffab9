"""Operations, a module for each tag."""
