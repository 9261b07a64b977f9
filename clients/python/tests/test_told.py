"""python -m unittest discover -s tests"""

import os
import sqlite3
import tempfile
import unittest
from typing import Any

from jumun_messages.event import Event, event_of
from jumun_messages.inbox import Inbox
from jumun_messages.told import STILL_NEWS, Message

Heard = Event[Any, Any, Any]


NOON = 1_767_225_600.0


def event(
    name: str, kind: str, data: dict[str, Any], causes: tuple[str, ...] = (), source: str = "/cafeteria/order", time: float = NOON
) -> Heard:
    return Event(name, kind, source, causes, time, data)


ordered = event("order:1", "Ordered", {"orderId": 1, "phoneNumber": "01012345678", "pickupNumber": 7, "language": "ko"})
received = event("drink:1", "Receipted", {"orderId": 1}, ("order:1",))
made = event("drink:2", "Made", {"orderId": 1}, ("order:1", "drink:1"))


class Told(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.said: list[Message] = []
        self.now = NOON
        self.open()

    def open(self, name: str = "cafeteria") -> None:
        self.inbox = Inbox(os.path.join(self.folder.name, f"{name}.db"), "cafeteria", lambda: self.now)

    def tearDown(self) -> None:
        self.inbox.close()
        self.folder.cleanup()

    def hear(self, *events: Heard) -> list[str]:
        for e in events:
            self.inbox.hear(e)
        self.inbox.send(self.said.append)
        return [m.text for m in self.said]

    def test_says_the_published_words_in_the_customers_language(self) -> None:
        self.assertEqual(
            self.hear(ordered, received, made),
            ["주문이 접수되었습니다. 픽업번호: 7", "바리스타가 주문을 확인했습니다.", "음료가 준비되었습니다.\n찾으러 오세요!"],
        )
        self.assertEqual({m.to for m in self.said}, {"01012345678"})
        self.assertEqual([m.id for m in self.said], ["1-1", "1-2", "1-3"])

    def test_an_event_that_is_heard_twice_is_told_once(self) -> None:
        self.assertEqual(len(self.hear(ordered, ordered, received, ordered)), 2)

    def test_nothing_is_said_before_it_is_known_to_whom(self) -> None:
        self.assertEqual(self.hear(received), [])
        self.assertEqual(len(self.hear(ordered)), 2)

    def test_a_cause_is_never_told_after_its_effect(self) -> None:
        self.assertEqual(len(self.hear(ordered, made, received)), 2)

    def test_what_was_not_sent_is_sent_after_a_restart_under_its_name(self) -> None:
        def broken(_: object) -> None:
            raise OSError("no line")

        self.inbox.hear(ordered)
        with self.assertRaises(OSError):
            self.inbox.send(broken)
        self.inbox.close()
        self.open()
        self.hear()
        self.assertEqual([m.id for m in self.said], ["1-1"])

    def test_old_news_is_not_told_but_the_customer_is_known_from_then_on(self) -> None:
        self.now = NOON + STILL_NEWS + 1
        late = event("drink:3", "PickedUp", {"orderId": 1}, ("order:1",), time=NOON + 1)
        self.assertEqual(self.hear(ordered, received, late), ["음료를 수령하셨습니다."])
        self.assertEqual([(m.id, m.to) for m in self.said], [("1-1", "01012345678")])

    def test_what_waited_until_it_was_known_to_whom_is_not_told_when_it_is_old(self) -> None:
        self.hear(received)
        self.now = NOON + STILL_NEWS + 1
        self.assertEqual(len(self.hear(event(ordered.id, ordered.type, ordered.data, time=self.now))), 1)

    def test_what_was_not_sent_for_a_day_is_not_sent_any_more(self) -> None:
        self.inbox.hear(ordered)
        self.inbox.close()
        self.now = NOON + STILL_NEWS
        self.open()
        self.inbox.hear(event("drink:1", "Receipted", {"orderId": 1}, time=NOON + 1))
        self.now += 1
        self.assertEqual(self.hear(), ["바리스타가 주문을 확인했습니다."])
        self.now += STILL_NEWS
        self.assertEqual(self.inbox.send(self.said.append), 0)

    def test_a_store_of_an_older_version_says_not_when_and_what_waits_in_it_counts_from_now_on(self) -> None:
        path = os.path.join(self.folder.name, "older.db")
        db = sqlite3.connect(path)
        db.executescript(
            """CREATE TABLE message (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, text TEXT NOT NULL,
                 sent INTEGER NOT NULL DEFAULT 0);
               INSERT INTO message VALUES (1, '1-1', '010', 'told', 1), (2, '1-2', '010', 'not told', 0);
               CREATE TABLE talk (key TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
               INSERT INTO talk VALUES ('2', '{"to": null, "language": "en", "known": {}, "causes": [], "count": 0, "waiting":
                 [{"talk": "2", "what": "Made", "event": "drink:9", "causes": [], "values": {}, "person": null}]}');"""
        )
        db.close()
        self.inbox.close()
        for _ in range(2):
            self.open("older")
            self.inbox.close()
        self.open("older")
        self.hear(event("order:2", "Ordered", {"orderId": 2, "phoneNumber": "011", "pickupNumber": 8}))
        self.assertEqual([(m.id, m.to) for m in self.said], [("1-2", "010"), ("2-1", "011"), ("2-2", "011")])

    def test_when_it_happened_is_a_moment_of_the_world(self) -> None:
        said = {"ce_id": "order:1", "ce_type": "Ordered", "ce_source": "/cafeteria/order"}
        for moment in ("2026-01-01T00:00:00.000Z", "2026-01-01T09:00:00+09:00"):
            self.assertEqual(event_of({**said, "ce_time": moment}, b"{}").time, NOON)
        for wrong in ("noon", "2026-01-01T00:00:00"):
            with self.assertRaises(ValueError):
                event_of({**said, "ce_time": wrong}, b"{}")
        with self.assertRaisesRegex(ValueError, "without ce_time"):
            event_of(said, b"{}")

    def test_an_event_that_lacks_what_it_must_say_leaves_nothing_behind(self) -> None:
        with self.assertRaises(KeyError):
            self.inbox.hear(event("order:9", "Ordered", {"orderId": 9}))
        self.assertTrue(self.inbox.hear(event("order:9", "OrderCanceled", {"orderId": 9})), "it was not marked as heard")

    def test_who_was_charged_for_an_order_that_never_was_is_told_that_it_came_back(self) -> None:
        back = {"orderId": 4, "phoneNumber": "01012345678", "language": "en", "amt": 500}
        text = "Your order was not placed. The 500 won that had been charged came back"
        self.assertEqual(self.hear(event("order:4", "ChargeReturned", back)), [text])
        self.assertEqual(self.said[0].to, "01012345678")

    def test_whose_payment_partly_comes_back_is_told_how_much_and_why(self) -> None:
        back = {"orderId": 1, "amt": 500, "reason": "cold"}
        refund = event("payment:2", "PaymentPartlyRefunded", back, ("order:1",), "/cafeteria/payment")
        self.assertEqual(self.hear(ordered, refund)[1], "결제 금액 중 500원을 돌려드렸습니다: cold")


if __name__ == "__main__":
    unittest.main()
