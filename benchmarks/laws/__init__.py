"""What a reader is told of the changes that lawyers found in real amended statutes."""
