"""The documentation site of one API: static pages, readable without scripts, from the views through ``templates/docs``."""

from specsmith.renderers.docs.options import DocsOptions, SampleMaker
from specsmith.renderers.docs.render import render_docs

__all__ = ["DocsOptions", "SampleMaker", "render_docs"]
