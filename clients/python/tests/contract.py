"""python -m tests.contract FOLDER: writes what the messages need of each event that they hear, as Pact, having heard each of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pact import Pact, match

from jumun_messages.event import event_of
from jumun_messages.told import NEWS, WORDS

number, text = match.int(1), match.str("x")
phone = match.regex("01012345678", regex=r"^\d{9,15}$")
orders = {"orderId": number}
# by who tells it and what happened: what is read of it, and nothing else
reads: dict[str, dict[str, dict[str, dict[str, Any]]]] = {
    "cafeteria": {
        "order": {
            "Ordered": {**orders, "phoneNumber": phone, "pickupNumber": number, "language": "en"},
            "OrderCanceled": orders,
            "ChargeReturned": {**orders, "phoneNumber": phone, "amt": number, "language": "en"},
        },
        "payment": {"PaymentCanceled": orders, "PaymentPartlyRefunded": {**orders, "amt": number, "reason": text}},
        "drink": dict.fromkeys(["Receipted", "Made", "PickedUp", "CancelFailed"], orders),
    },
    "delivery": {
        "ordering": {
            "OrderPlaced": {**orders, "customerId": text, "language": match.regex("ko", regex="^(ko|en)$")},
            "ChargeReturned": {**orders, "customerId": text, "amount": number, "language": match.regex("ko", regex="^(ko|en)$")},
            "PartRefunded": {**orders, "amt": number, "reason": text},
            "Paid": orders,
            "OrderCompleted": orders,
        },
        "store": {
            "OrderArrived": {**orders, "storeId": text, "items": match.each_like({"productId": text, "options": [], "qty": number})},
            "OrderUpdated": {**orders, "foodId": text, "chosen": match.each_like("곱빼기", min=1)},
            "OrderRejected": {**orders, "reason": text},
            **dict.fromkeys(["OrderAccepted", "CookStarted", "CookFinished", "FoodCanceled", "CancelFailed", "UpdateFailed"], orders),
        },
        "rider": {"DeliveryFailed": {**orders, "reason": text}, **dict.fromkeys(["Picked", "Delivered", "DeliveryReturned"], orders)},
        "coupon": {"CouponCreated": {**orders, "discountPrice": number}},
    },
}


def write(system: str, folder: Path) -> None:
    """Raises where the messages do not understand what they say that they need, or hear of something that is not said here."""
    pact = Pact("messages-in-python", system).with_specification("V4")
    for context, kinds in reads[system].items():
        for kind, data in kinds.items():
            it = pact.upon_receiving(f"{context} tells {kind}", "Async")
            it.with_body({**data}, "application/json")
            it.with_metadata(
                {
                    "ce_id": match.regex(f"{context}:item/1/2", regex=rf"^{context}:.+"),
                    "ce_type": kind,
                    "ce_source": f"/{system}/{context}",
                    "ce_time": match.regex("2026-01-01T00:00:00.000Z", regex=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"),
                    "ce_causes": match.regex('["order:order/1/1"]', regex=r'^\[("[^"]+"(,"[^"]+")*)?\]$'),
                }
            )
    said: set[str] = set()

    def hear(body: str | bytes | None, metadata: dict[str, object]) -> None:
        headers = {name: text if isinstance(text, str) else json.dumps(text) for name, text in metadata.items()}
        event = event_of(headers, body.encode() if isinstance(body, str) else body or b"")
        news = {one.what for one in NEWS[system](event)}
        if event.type not in news:
            raise AssertionError(f"nothing is said of {event.type}")
        said.update(news)

    pact.verify(hear, "Async")
    if said != set(WORDS[system]):
        raise AssertionError(f"no contract for {', '.join(sorted(set(WORDS[system]) - said))}")
    pact.write_file(folder, overwrite=True)


for name in reads:
    write(name, Path(sys.argv[1]))
