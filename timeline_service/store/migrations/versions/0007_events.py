"""Events of timelines, to be searched for: full text by SQLite's FTS5 or PostgreSQL's tsvector."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from timeline_service.store.search import rows_of

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLE = """\
CREATE VIRTUAL TABLE events_words USING fts5(
    words, content='events', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
_ADD = "INSERT INTO events_words(rowid, words) VALUES (new.id, new.words);"
_TAKE = "INSERT INTO events_words(events_words, rowid, words) VALUES ('delete', old.id, old.words);"
_TRIGGERS = (
    f"CREATE TRIGGER events_added AFTER INSERT ON events BEGIN {_ADD} END",
    f"CREATE TRIGGER events_removed AFTER DELETE ON events BEGIN {_TAKE} END",
)
_INDEX = "CREATE INDEX ix_events_words ON events USING gin (to_tsvector('english', words))"


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("placement", sa.String(16), nullable=False),
        sa.Column("first_day", sa.Integer),
        sa.Column("last_day", sa.Integer),
        sa.Column("when", sa.JSON, nullable=False),
        sa.Column("participants", sa.JSON, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_events_timeline_id", "events", ["timeline_id"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in (_TABLE, *_TRIGGERS):
            op.execute(statement)
    else:
        op.execute(_INDEX)
    _fill()


def _fill() -> None:
    """Index the timelines that are there already, one after the other."""
    connection, metadata = op.get_bind(), sa.MetaData()
    timelines, documents, events = (
        sa.Table(name, metadata, autoload_with=connection) for name in ("timelines", "documents", "events")
    )
    for (id,) in connection.execute(sa.select(timelines.c.id)).all():
        answer: Any = connection.scalar(sa.select(timelines.c.answer).where(timelines.c.id == id))
        texts = connection.execute(sa.select(documents.c.key, documents.c.text).where(documents.c.timeline_id == id))
        rows = rows_of(answer, {row.key: row.text for row in texts})
        known = [{"timeline_id": id} | {name: row[name] for name in row if name in events.c} for row in rows]
        if known:
            connection.execute(sa.insert(events), known)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE events_words")
    op.drop_table("events")
