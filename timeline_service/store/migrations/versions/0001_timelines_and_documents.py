"""Timelines and their documents."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "timelines",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("newsroom", sa.String(64), nullable=False),
        sa.Column("external_id", sa.String(500)),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("newsroom", "external_id"),
    )
    op.create_index("ix_timelines_newsroom", "timelines", ["newsroom"])
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("published_at", sa.String(40)),
        sa.Column("published_at_source", sa.String(16)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.UniqueConstraint("timeline_id", "key"),
    )
    op.create_index("ix_documents_timeline_id", "documents", ["timeline_id"])


def downgrade() -> None:
    op.drop_table("documents")
    op.drop_table("timelines")
