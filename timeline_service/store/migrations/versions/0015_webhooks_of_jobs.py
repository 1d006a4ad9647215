"""Webhooks of jobs stand beside those of timelines, and in the same outbox."""

import sqlite3

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TOLD = ("id", "kind", "state", "total", "done", "failed")
_OLDEST = (3, 35)  # version of SQLite that can drop a column; what is left there does no harm


def upgrade() -> None:
    op.add_column("webhooks", sa.Column("job_id", sa.String(64)))
    op.create_index("ix_webhooks_job_id", "webhooks", ["job_id"])
    _fill()
    if op.get_bind().dialect.name != "sqlite" or sqlite3.sqlite_version_info >= _OLDEST:
        for column in ("webhook_after", "webhook_tries"):  # not as a batch: SQLite would delete the documents of jobs
            op.execute(f"ALTER TABLE jobs DROP COLUMN {column}")


def _fill() -> None:
    """Write down what jobs that have ended are yet to tell."""
    connection, metadata = op.get_bind(), sa.MetaData()
    jobs, webhooks, deliveries = (
        sa.Table(name, metadata, autoload_with=connection) for name in ("jobs", "webhooks", "webhook_deliveries")
    )
    for job in connection.execute(sa.select(jobs).where(jobs.c.webhook_after.is_not(None))).mappings().all():
        webhook, at = f"wh_{job['id']}", job["ended_at"]
        known = {"id": webhook, "newsroom": job["newsroom"], "job_id": job["id"], "url": job["webhook"]}
        fares = {"created_at": at, "after": job["webhook_after"], "tries": job["webhook_tries"]}
        connection.execute(sa.insert(webhooks).values(**known, **fares, secret="", by=""))
        told = {"id": job["id"], "webhook_id": webhook, "kind": "job.ended", "at": at}
        connection.execute(sa.insert(deliveries).values(**told, data={name: job[name] for name in _TOLD}))


def downgrade() -> None:
    op.execute("DELETE FROM webhooks WHERE job_id IS NOT NULL")
    op.drop_index("ix_webhooks_job_id", "webhooks")
    op.execute("ALTER TABLE webhooks DROP COLUMN job_id")
    op.add_column("jobs", sa.Column("webhook_after", sa.DateTime(timezone=True)))
    op.add_column("jobs", sa.Column("webhook_tries", sa.Integer, nullable=False, server_default="0"))
