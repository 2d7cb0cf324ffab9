"""What a target language can say: types, names, reserved words."""
