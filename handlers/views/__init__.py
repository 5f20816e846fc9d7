"""What people see: data in, blocks out. No session, client, settings or clock."""
