"""An event of a topic: CloudEvents 1.0 in binary mode, as asyncapi.json of its system describes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Mapping, TypeVar

Type = TypeVar("Type")
Source = TypeVar("Source")
Data = TypeVar("Data")


@dataclass(frozen=True)
class Event(Generic[Type, Source, Data]):
    """`type`: what happened; `source`: which context tells it; `causes`: the ids of what led to it;
    `time`: when, in s since 1970; `data`: what it carries."""

    id: str
    type: Type
    source: Source
    causes: tuple[str, ...]
    time: float
    data: Data


def event_of(headers: Mapping[str, str | bytes | None], value: bytes) -> Event[Any, Any, Any]:
    """The event of a message. Raises ValueError with what is wrong about it where it is none."""
    said = {name: text.decode("utf-8") if isinstance(text, bytes) else text for name, text in headers.items() if text is not None}
    missing = [name for name in ("ce_id", "ce_type", "ce_source", "ce_time") if name not in said]
    if missing:
        raise ValueError(f"a message without {', '.join(missing)}")
    data = json.loads(value)
    if not isinstance(data, dict):
        raise ValueError("a message whose body is no object")
    causes = tuple(json.loads(said.get("ce_causes", "[]")))
    return Event(said["ce_id"], said["ce_type"], said["ce_source"], causes, _moment(said["ce_time"]), data)


def _moment(text: str) -> float:
    """Raises ValueError where it is none, or says not where in the world."""
    time = datetime.fromisoformat(text.replace("Z", "+00:00"))  # Python 3.10 knows no Z
    if time.tzinfo is None:
        raise ValueError(f"a message whose ce_time is no moment: {text}")
    return time.timestamp()
