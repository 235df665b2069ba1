"""How well files are read: a draft as a Word file, as the PDF made of it, as a picture, and as a real file."""
