"""Whether cross-references are judged rightly: updated ones are consequential, wrong ones are noticed."""
