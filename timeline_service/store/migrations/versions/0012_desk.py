"""Sessions of the desk, publishing that is planned, and comments on rows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = sa.ForeignKey("keys.secret_sha256", ondelete="CASCADE")
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.String(64), primary_key=True),
        sa.Column("secret_sha256", sa.String(64), key, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sessions_until", "sessions", ["until"])
    op.add_column("timelines", sa.Column("publish_at", sa.DateTime(timezone=True)))
    op.add_column("timelines", sa.Column("publish_by", sa.String(200)))
    op.create_index("ix_timelines_publish_at", "timelines", ["publish_at"])
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_comments_timeline_id", "comments", ["timeline_id"])


def downgrade() -> None:
    op.drop_table("comments")
    op.drop_index("ix_timelines_publish_at", "timelines")
    for column in ("publish_by", "publish_at"):  # not as a batch: SQLite would delete what refers to the old table
        op.execute(f"ALTER TABLE timelines DROP COLUMN {column}")
    op.drop_table("sessions")
