"""What Alembic runs: the revisions, on the connection that `storage.migrating` opened and locked."""

from alembic import context

from storage.models import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
