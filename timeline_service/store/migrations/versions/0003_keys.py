"""API keys, by the hash of their secret."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "keys",
        sa.Column("secret_sha256", sa.String(64), primary_key=True),
        sa.Column("newsroom", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_keys_newsroom", "keys", ["newsroom"])


def downgrade() -> None:
    op.drop_table("keys")
