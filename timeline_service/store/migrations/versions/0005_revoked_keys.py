"""Keys that were revoked are kept: once there was one, nobody comes in without."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("keys") as keys:
        keys.add_column(sa.Column("revoked_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.execute("DELETE FROM keys WHERE revoked_at IS NOT NULL")
    with op.batch_alter_table("keys") as keys:
        keys.drop_column("revoked_at")
