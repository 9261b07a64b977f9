"""python -m unittest discover -s tests"""

import os
import tempfile
import unittest
from typing import Any

from jumun_messages.event import Event
from jumun_messages.inbox import Inbox
from jumun_messages.told import Message

Heard = Event[Any, Any, Any]


def event(name: str, kind: str, data: dict[str, Any], causes: tuple[str, ...] = (), source: str = "/cafeteria/order") -> Heard:
    return Event(name, kind, source, causes, data)


ordered = event("order:1", "Ordered", {"orderId": 1, "phoneNumber": "01012345678", "pickupNumber": 7, "language": "ko"})
received = event("drink:1", "Receipted", {"orderId": 1}, ("order:1",))
made = event("drink:2", "Made", {"orderId": 1}, ("order:1", "drink:1"))


class Told(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.said: list[Message] = []
        self.open()

    def open(self, system: str = "cafeteria") -> None:
        self.inbox = Inbox(os.path.join(self.folder.name, f"{system}.db"), system)

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
