"""What was heard, what is known of each talk, and what is to be sent: one SQLite file, one transaction an event."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import asdict
from typing import Any, Callable

from .event import Event
from .told import NEWS, STILL_NEWS, WORDS, Message, News, Talk, hear

_SCHEMA = """
CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS talk (key TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS message (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, text TEXT NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0, time REAL NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS unsent ON message (n) WHERE sent = 0;
"""
# of a message that is not to be sent any more: 0 and 1 say whether it was
_STALE = 2


def _talk_from(text: str, now: float) -> Talk:
    data = json.loads(text)
    # what an older version kept says not when it happened: it counts from now on
    waiting = [
        News(**{"time": now, **n, "causes": tuple(n["causes"]), "person": tuple(n["person"]) if n["person"] else None})
        for n in data.pop("waiting")
    ]
    return Talk(**data, waiting=waiting)


class Inbox:
    """Each event has its effect once, however often it is heard: the mark and the effect are one transaction."""

    def __init__(self, path: str, system: str, now: Callable[[], float] = time.time) -> None:
        """`now`: a clock, in s since 1970."""
        self._now = now
        self._news, self._words = NEWS[system], WORDS[system]
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SCHEMA)
        if not any(column[1] == "time" for column in self._db.execute("PRAGMA table_info(message)")):
            self._db.execute("ALTER TABLE message ADD COLUMN time REAL NOT NULL DEFAULT 0")
            self._db.execute("UPDATE message SET time = ? WHERE sent = 0", (now(),))

    def hear(self, event: Event[Any, Any, Any]) -> bool:
        """True where it was new. Nothing is kept of it where this raises."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            is_new = self._db.execute("INSERT OR IGNORE INTO heard VALUES (?)", (event.id,)).rowcount == 1
            if is_new:
                for news in self._news(event):
                    self._tell(news)
            self._db.execute("COMMIT")
            return is_new
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def _tell(self, news: News) -> None:
        row = self._db.execute("SELECT data FROM talk WHERE key = ?", (news.talk,)).fetchone()
        now = self._now()
        talk = _talk_from(row[0], now) if row else Talk()
        for m in hear(self._words, news.talk, talk, news, now):
            self._db.execute("INSERT INTO message (id, recipient, text, time) VALUES (?, ?, ?, ?)", (m.id, m.to, m.text, m.time))
        data = json.dumps(asdict(talk), ensure_ascii=False)
        self._db.execute("INSERT INTO talk VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data", (news.talk, data))

    def send(self, channel: Callable[[Message], None]) -> int:
        """
        Gives what is not sent yet and still news to the channel, in its order; returns how many that were. Who is stopped between sending
        and noting it sends it again, under its id.
        """
        rows = self._db.execute("SELECT n, id, recipient, text, time FROM message WHERE sent = 0 ORDER BY n").fetchall()
        sent = 0
        for n, *message in rows:
            m = Message(*message)
            is_news = self._now() - m.time <= STILL_NEWS
            if is_news:
                channel(m)
                sent += 1
            self._db.execute("UPDATE message SET sent = ? WHERE n = ?", (1 if is_news else _STALE, n))
        return sent

    def close(self) -> None:
        self._db.close()
