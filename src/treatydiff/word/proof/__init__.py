"""Whether accepting a redline gives the new file and rejecting it the old one."""
