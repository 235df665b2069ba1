"""How well articles and provisions are followed from draft to draft: generated drafts whose truth is known."""
