"""The only ways from spec text to output: one function per output context, one file per family of contexts."""
