"""Word documents with tracked changes: made, resolved and proved.

``build.redline`` makes one from two Word files, ``resolve.resolve`` accepts or rejects everything in it,
``verify.verify`` proves that accepting gives the new file and rejecting the old one.
"""
