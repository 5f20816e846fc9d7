"""What Colla remembers: the tables, the questions asked of them, the migrations."""
