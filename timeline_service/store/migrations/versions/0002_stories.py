"""Corrections, history, quote policy and lasting ids of events; answers remembered by Idempotency-Key."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("timelines") as timelines:
        timelines.add_column(sa.Column("quotes", sa.String(16), nullable=False, server_default="none"))
        timelines.add_column(sa.Column("identities", sa.JSON, nullable=False, server_default="{}"))
        timelines.add_column(sa.Column("last_key", sa.Integer, nullable=False, server_default="1"))
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("source_id", sa.String(500)))
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("timeline_id", "number"),
    )
    op.create_index("ix_corrections_timeline_id", "corrections", ["timeline_id"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.UniqueConstraint("timeline_id", "version"),
    )
    op.create_index("ix_revisions_timeline_id", "revisions", ["timeline_id"])
    op.create_table(
        "idempotency",
        sa.Column("newsroom", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("timeline_id", sa.String(64)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("idempotency")
    op.drop_table("revisions")
    op.drop_table("corrections")
    with op.batch_alter_table("documents") as documents:
        documents.drop_column("source_id")
    with op.batch_alter_table("timelines") as timelines:
        timelines.drop_column("last_key")
        timelines.drop_column("identities")
        timelines.drop_column("quotes")
