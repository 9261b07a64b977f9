"""What is said to whom when an event is heard: pure, without a broker or a store.

The words are those of the contexts in TypeScript (words.json is written from them), so both say the same.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable, Mapping

from . import cafeteria, delivery

Words = Mapping[str, Mapping[str, str]]
WORDS: Mapping[str, Words] = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))
# how long something is news, in s: a day, as in the contexts in TypeScript; nobody is told what happened last week
STILL_NEWS = 86_400.0


@dataclass(frozen=True)
class News:
    """
    One thing to say in one talk. `time`: when it happened, in s since 1970; `person`: the address and the language, where this event is the
    first that knows them.
    """

    talk: str
    what: str
    event: str
    causes: tuple[str, ...]
    time: float
    values: Mapping[str, Any]
    person: tuple[str, str, Mapping[str, Any]] | None = None


@dataclass
class Talk:
    """What is remembered of one talk: whom it is with, what was said, and what waits until that is known."""

    to: str | None = None
    language: str = "en"
    known: Mapping[str, Any] = field(default_factory=dict)
    causes: list[str] = field(default_factory=list)
    waiting: list[News] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True)
class Message:
    """`id` names it: a channel that hears it twice knows by this that it is one. `time`: when what it tells happened, in s since 1970."""

    id: str
    to: str
    text: str
    time: float


def _cafe(e: cafeteria.Happened) -> Iterable[News]:
    if e.type == "Ordered":
        known = {"pickupNumber": e.data.get("pickupNumber")}
        yield News(str(e.data["orderId"]), e.type, e.id, e.causes, e.time, {}, (e.data["phoneNumber"], e.data.get("language", "en"), known))
    elif e.type == "ChargeReturned":
        # there never was an order; but its customer was charged, and waits for the money
        customer: tuple[str, str, Mapping[str, Any]] = (e.data["phoneNumber"], e.data.get("language", "en"), {})
        yield News(str(e.data["orderId"]), e.type, e.id, e.causes, e.time, {"amt": e.data["amt"]}, customer)
    elif e.type == "PaymentPartlyRefunded":
        yield News(str(e.data["orderId"]), e.type, e.id, e.causes, e.time, {"amt": e.data["amt"], "reason": e.data["reason"]})
    elif (
        e.type == "Receipted"
        or e.type == "Made"
        or e.type == "PickedUp"
        or e.type == "OrderCanceled"
        or e.type == "CancelFailed"
        or e.type == "PaymentCanceled"
    ):
        yield News(str(e.data["orderId"]), e.type, e.id, e.causes, e.time, {})


def _order(order: int, items: Iterable[tuple[str, list[str], int]]) -> str:
    """The order as a person reads it: #7 통닭, 곱빼기 × 1."""
    return f"#{order} " + " / ".join(f"{', '.join([product, *options])} × {qty}" for product, options, qty in items)


_REASONS = {
    "store-reasons": {"ko": "가게 사정", "en": "it cannot take it right now"},
    "no-answer": {"ko": "응답 없음", "en": "it did not answer in time"},
}


def _customer(order: int) -> str:
    return f"{order}-customer"


def _delivery(e: delivery.Happened) -> Iterable[News]:
    if e.type == "OrderArrived":
        items = [(i["productId"], i["options"], i["qty"]) for i in e.data["items"]]
        whole = {"order": _order(e.data["orderId"], items)}
        yield News(f"{e.data['orderId']}-owner", e.type, e.id, e.causes, e.time, whole, (e.data["storeId"], "ko", {}))
    elif e.type == "OrderPlaced":
        yield News(_customer(e.data["orderId"]), e.type, e.id, e.causes, e.time, {}, (e.data["customerId"], e.data["language"], {}))
    elif e.type == "ChargeReturned":
        back = {"amt": e.data["amount"]}
        yield News(_customer(e.data["orderId"]), e.type, e.id, e.causes, e.time, back, (e.data["customerId"], e.data["language"], {}))
    elif e.type == "OrderUpdated" and e.source == "/delivery/store":
        # both sides hear of a change when the kitchen has it; that it was asked for is told by another context under the same name
        u = e.data
        changed = [(i["productId"], i["options"], i["qty"]) for i in u.get("items") or ()] or [(u["foodId"], u["chosen"], 1)]
        for who in ("customer", "owner"):
            yield News(f"{u['orderId']}-{who}", e.type, e.id, e.causes, e.time, {"order": _order(u["orderId"], changed)})
    elif e.type == "OrderRejected":
        reason = e.data["reason"]
        yield News(_customer(e.data["orderId"]), e.type, e.id, e.causes, e.time, {"reason": _REASONS.get(reason, reason)})
    elif e.type == "DeliveryFailed":
        yield News(_customer(e.data["orderId"]), e.type, e.id, e.causes, e.time, {"reason": e.data["reason"]})
    elif e.type == "PartRefunded":
        # without a reason it is what another message tells already
        if "reason" in e.data:
            yield News(_customer(e.data["orderId"]), e.type, e.id, e.causes, e.time, {"amt": e.data.get("amt"), "reason": e.data["reason"]})
    elif e.type == "CouponCreated":
        # a gift is a matter of its own: that the meal was delivered is news after it, too
        yield News(_customer(e.data["orderId"]), e.type, e.id, (), e.time, {"discountPrice": e.data["discountPrice"]})
    elif (
        e.type == "Paid"
        or e.type == "OrderAccepted"
        or e.type == "CookStarted"
        or e.type == "CookFinished"
        or e.type == "Picked"
        or e.type == "Delivered"
        or e.type == "DeliveryReturned"
        or e.type == "OrderCompleted"
        or e.type == "FoodCanceled"
        or e.type == "CancelFailed"
        or e.type == "UpdateFailed"
    ):
        yield News(_customer(e.data["orderId"]), e.type, e.id, e.causes, e.time, {})


NEWS: Mapping[str, Callable[[Any], Iterable[News]]] = {"cafeteria": _cafe, "delivery": _delivery}

_BREAKS = re.compile("[\n\r\v\f\x85\u2028\u2029]+")


def _one_line(value: Any) -> str:
    """What was written by people could, with a line of its own, begin a message that nobody sent."""
    return "" if value is None else _BREAKS.sub(" ", str(value))


def text_of(words: Words, news: News, talk: Talk) -> str:
    """The text in the person's language, its names filled from what is known of the person and of the event."""
    values = {**talk.known, **news.values}

    def fill(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return _one_line(value.get(talk.language) if isinstance(value, dict) else value)

    return re.sub(r"\{(\w+)\}", fill, words[news.what][talk.language])


def hear(words: Words, key: str, talk: Talk, news: News, now: float) -> list[Message]:
    """
    Tells what is to be said now (`now`: in s since 1970), and remembers the rest: nothing before the person is known, never a cause after
    its effect, nothing that is no news any more.
    """
    if news.person is not None:
        talk.to, language, talk.known = news.person
        talk.language = language if language in ("ko", "en") else "en"
        due = [news, *talk.waiting]
        talk.waiting = []
    elif talk.to is None:
        talk.waiting.append(news)
        return []
    else:
        due = [news]
    said = []
    for one in due:
        if one.event in talk.causes or now - one.time > STILL_NEWS:
            continue
        talk.count += 1
        talk.causes.extend(c for c in (one.event, *one.causes) if c not in talk.causes)
        assert talk.to is not None
        said.append(Message(f"{key}-{talk.count}", talk.to, text_of(words, one, talk), one.time))
    return said
