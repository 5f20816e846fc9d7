"""What people and apps write, turned into safe HTML."""
