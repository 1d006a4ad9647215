"""Jobs, their documents, and leases."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("newsroom", sa.String(64), nullable=False),
        sa.Column("external_id", sa.String(500)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("webhook", sa.Text),
        sa.Column("webhook_after", sa.DateTime(timezone=True)),
        sa.Column("webhook_tries", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("newsroom", "external_id"),
    )
    op.create_index("ix_jobs_newsroom", "jobs", ["newsroom"])
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "job_items",
        sa.Column("job_id", sa.String(64), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("source_id", sa.Text),
        sa.Column("article", sa.JSON(none_as_null=True)),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("error", sa.JSON(none_as_null=True)),
        sa.Column("owner", sa.String(64)),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("leases", "job_items", "jobs"):
        op.drop_table(table)
