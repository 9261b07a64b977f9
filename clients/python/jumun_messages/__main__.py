"""python -m jumun_messages: tells customers what happened to their orders, from the topic alone."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys

from confluent_kafka import Consumer, KafkaError, KafkaException

from .event import event_of
from .inbox import Inbox
from .told import NEWS, Message


class File:
    """A channel that writes lines of JSON; `-` is the standard output."""

    def __init__(self, path: str) -> None:
        self._file = sys.stdout if path == "-" else open(path, "a", encoding="utf-8")

    def __call__(self, message: Message) -> None:
        self._file.write(json.dumps({"id": message.id, "to": message.to, "text": message.text}, ensure_ascii=False) + "\n")
        self._file.flush()


def run(system: str, brokers: str, topic: str, group: str, store: str, to: str) -> None:
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    inbox, channel = Inbox(store, system), File(to)
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": group,
            "auto.offset.reset": "earliest",
            # a place is given back only when the effect is kept: what is heard twice has its effect once
            "enable.auto.commit": False,
            # who was killed is missed after this, and another takes its place
            "session.timeout.ms": 10_000,
        }
    )
    consumer.subscribe([topic])
    inbox.send(channel)
    print("ready", file=sys.stderr, flush=True)
    try:
        while not stopping:
            message = consumer.poll(0.2)
            if message is None:
                continue
            error = message.error()
            if error is not None:
                if error.retriable() or error.code() in (KafkaError.UNKNOWN_TOPIC_OR_PART, KafkaError._ALL_BROKERS_DOWN):
                    continue
                raise KafkaException(error)
            place = f"{message.topic()}/{message.partition()}/{message.offset()}"
            try:
                inbox.hear(event_of(dict(message.headers() or ()), message.value() or b""))
            except (ValueError, KeyError, TypeError) as wrong:
                # one message that cannot be read keeps nobody else from hearing
                print(f"{place} is passed by: {wrong!r}", file=sys.stderr, flush=True)
            inbox.send(channel)
            consumer.commit(message=message, asynchronous=True)
    finally:
        consumer.close()
        inbox.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m jumun_messages", description=__doc__)
    env = os.environ.get
    parser.add_argument("--system", choices=sorted(NEWS), default=env("JUMUN_SYSTEM", "cafeteria"), help="whose topic it is")
    parser.add_argument("--brokers", default=env("JUMUN_BROKERS", "localhost:9092"), help="host:port, more with commas between")
    parser.add_argument("--topic", default=env("JUMUN_TOPIC"), help="its name; the system's where nothing is said")
    parser.add_argument("--group", default=env("JUMUN_GROUP", "messages-in-python"), help="the consumer group")
    parser.add_argument("--store", default=env("JUMUN_STORE", "messages.db"), help="the SQLite file of what was heard and said")
    parser.add_argument("--to", default=env("JUMUN_TO", "-"), help="the file that messages are written to; - is the standard output")
    a = parser.parse_args()
    run(a.system, a.brokers, a.topic or a.system, a.group, a.store, a.to)


if __name__ == "__main__":
    main()
