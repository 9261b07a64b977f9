"""What is said of meals, where it is not said word for word of the event that is heard."""

import unittest
from typing import Any

from jumun_messages.event import Event
from jumun_messages.told import NEWS, WORDS, News


def news(kind: str, data: dict[str, Any], source: str = "/delivery/store") -> list[News]:
    return list(NEWS["delivery"](Event("x:1", kind, source, (), 0, data)))


class Meals(unittest.TestCase):
    def test_a_change_is_told_when_the_kitchen_has_it_and_not_when_it_was_asked_for(self) -> None:
        changed = {"orderId": 7, "foodId": "통닭", "chosen": ["곱빼기"]}
        said = [(n.talk, n.values["order"]) for n in news("OrderUpdated", changed)]
        self.assertEqual(said, [(f"7-{who}", "#7 통닭, 곱빼기 × 1") for who in ("customer", "owner")])
        self.assertEqual(news("OrderUpdated", {"orderId": 7, "items": []}, "/delivery/ordering"), [])

    def test_a_part_of_a_payment_that_comes_back_is_told_with_its_sum_where_somebody_said_why(self) -> None:
        paid_back = {"orderId": 7, "amount": 9000, "amt": 500, "reason": "cold"}
        self.assertEqual([n.values for n in news("PartRefunded", paid_back, "/delivery/ordering")], [{"amt": 500, "reason": "cold"}])
        del paid_back["reason"]
        self.assertEqual(news("PartRefunded", paid_back, "/delivery/ordering"), [])

    def test_why_a_meal_could_not_be_delivered_is_told(self) -> None:
        [failed] = news("DeliveryFailed", {"orderId": 7, "reason": "nobody there"}, "/delivery/rider")
        self.assertEqual(failed.values, {"reason": "nobody there"})


class Texts(unittest.TestCase):
    def test_each_text_is_said_of_some_event(self) -> None:
        whole: dict[str, Any] = {"orderId": 1, "amt": 1, "discountPrice": 1, "amount": 1000, "language": "ko", "items": [], "chosen": []}
        whole.update(dict.fromkeys(["phoneNumber", "reason", "storeId", "customerId", "foodId"], "x"))
        for system, words in WORDS.items():
            for what in words:
                source = "/delivery/store" if what == "OrderUpdated" else f"/{system}/anybody"
                said = {n.what for n in NEWS[system](Event("x:1", what, source, (), 0, whole))}
                self.assertEqual(said, {what}, f"{system} has words for it")

    def test_nothing_is_said_of_what_has_no_words(self) -> None:
        for system in WORDS:
            self.assertEqual(list(NEWS[system](Event("x:1", "MessageSent", f"/{system}/anybody", (), 0, {"orderId": 1}))), [])
