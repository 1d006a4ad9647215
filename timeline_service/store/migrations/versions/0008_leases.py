"""Who carries out a request that has an idempotency key; what is left of requests whose timeline is gone, goes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("idempotency") as requests:
        requests.add_column(sa.Column("owner", sa.String(255), nullable=False, server_default=""))
    op.create_index("ix_idempotency_timeline_id", "idempotency", ["timeline_id"])
    op.execute("DELETE FROM idempotency WHERE timeline_id IS NULL OR timeline_id NOT IN (SELECT id FROM timelines)")


def downgrade() -> None:
    op.drop_index("ix_idempotency_timeline_id", "idempotency")
    with op.batch_alter_table("idempotency") as requests:
        requests.drop_column("owner")
