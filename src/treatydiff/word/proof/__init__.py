"""The proof of a redline: accepting all gives the new file, rejecting all the old one."""
