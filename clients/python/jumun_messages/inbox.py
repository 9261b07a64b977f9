"""What was heard, what is known of each talk, and what is to be sent: one SQLite file, one transaction an event."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any, Callable

from .event import Event
from .told import NEWS, WORDS, Message, News, Talk, hear

_SCHEMA = """
CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS talk (key TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS message (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, text TEXT NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS unsent ON message (n) WHERE sent = 0;
"""


def _talk_from(text: str) -> Talk:
    data = json.loads(text)
    waiting = [
        News(**{**n, "causes": tuple(n["causes"]), "person": tuple(n["person"]) if n["person"] else None}) for n in data.pop("waiting")
    ]
    return Talk(**data, waiting=waiting)


class Inbox:
    """Each event has its effect once, however often it is heard: the mark and the effect are one transaction."""

    def __init__(self, path: str, system: str) -> None:
        self._news, self._words = NEWS[system], WORDS[system]
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SCHEMA)

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
        talk = _talk_from(row[0]) if row else Talk()
        for message in hear(self._words, news.talk, talk, news):
            self._db.execute("INSERT INTO message (id, recipient, text) VALUES (?, ?, ?)", (message.id, message.to, message.text))
        data = json.dumps(asdict(talk), ensure_ascii=False)
        self._db.execute("INSERT INTO talk VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data", (news.talk, data))

    def send(self, channel: Callable[[Message], None]) -> int:
        """Gives what is not sent yet to the channel, in its order. Who is stopped between sending and noting it sends it again, under its id."""
        rows = self._db.execute("SELECT n, id, recipient, text FROM message WHERE sent = 0 ORDER BY n").fetchall()
        for n, name, recipient, text in rows:
            channel(Message(name, recipient, text))
            self._db.execute("UPDATE message SET sent = 1 WHERE n = ?", (n,))
        return len(rows)

    def close(self) -> None:
        self._db.close()
