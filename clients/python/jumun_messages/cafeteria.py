"""What happens in Cafeteria, as its AsyncAPI document says. Written by npm run docs: nobody writes here by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, Union

from .event import Event

if TYPE_CHECKING:
    from typing_extensions import NotRequired


class ChargeReturnedOptions(TypedDict):
    size: NotRequired[str | None]
    temperature: NotRequired[str | None]
    extras: NotRequired[list[str] | None]


class ChargeReturned(TypedDict):
    """Told by order."""

    id: int
    orderId: int
    phoneNumber: str
    productName: str
    qty: int
    amt: int
    options: ChargeReturnedOptions
    pickupTime: int | None
    createTime: int
    language: Literal["ko", "en"]
    limited: bool
    status: str
    pickupNumber: int


class OrderCanceledOptions(TypedDict):
    size: NotRequired[str | None]
    temperature: NotRequired[str | None]
    extras: NotRequired[list[str] | None]


class OrderCanceled(TypedDict):
    """Told by order."""

    id: int
    orderId: int
    phoneNumber: str
    productName: str
    qty: int
    amt: int
    options: OrderCanceledOptions
    pickupTime: int | None
    createTime: int
    language: Literal["ko", "en"]
    limited: bool
    status: str
    pickupNumber: int


class OrderRestoredOptions(TypedDict):
    size: NotRequired[str | None]
    temperature: NotRequired[str | None]
    extras: NotRequired[list[str] | None]


class OrderRestored(TypedDict):
    """Told by order."""

    id: int
    orderId: int
    phoneNumber: str
    productName: str
    qty: int
    amt: int
    options: OrderRestoredOptions
    pickupTime: int | None
    createTime: int
    language: Literal["ko", "en"]
    limited: bool
    status: str
    pickupNumber: int


class OrderedOptions(TypedDict):
    size: NotRequired[str | None]
    temperature: NotRequired[str | None]
    extras: NotRequired[list[str] | None]


class Ordered(TypedDict):
    """Told by order."""

    id: int
    orderId: int
    phoneNumber: str
    productName: str
    qty: int
    amt: int
    options: OrderedOptions
    pickupTime: int | None
    createTime: int
    language: Literal["ko", "en"]
    limited: bool
    status: str
    pickupNumber: int


class PaymentApproved(TypedDict):
    """Told by payment."""

    id: int
    orderId: int
    phoneNumber: str
    amt: int
    status: str


class PaymentCanceled(TypedDict):
    """Told by payment."""

    id: int
    orderId: int
    phoneNumber: str
    amt: int
    status: str


class PaymentPartlyRefunded(TypedDict):
    """Told by payment."""

    id: int
    orderId: int
    phoneNumber: str
    amt: int
    status: str
    returned: int
    reason: str


class CancelFailed(TypedDict):
    """Told by drink."""

    id: int
    orderId: int
    phoneNumber: str


class DrinkCanceled(TypedDict):
    """Told by drink."""

    id: int
    orderId: int
    phoneNumber: str
    status: str


class Made(TypedDict):
    """Told by drink."""

    id: int
    orderId: int
    phoneNumber: str
    status: str


class OrderInfoReceived(TypedDict):
    """Told by drink."""

    id: int
    orderId: int
    status: str


class PickedUp(TypedDict):
    """Told by drink."""

    id: int
    orderId: int
    phoneNumber: str
    status: str


class Receipted(TypedDict):
    """Told by drink."""

    id: int
    orderId: int
    phoneNumber: str
    status: str


class MessageQueued(TypedDict):
    """Told by customercenter."""

    id: int
    orderId: int
    messageId: str
    to: str
    text: str
    what: Literal[
        "Ordered",
        "Receipted",
        "Made",
        "PickedUp",
        "OrderCanceled",
        "CancelFailed",
        "PaymentPartlyRefunded",
        "ChargeReturned",
        "PaymentCanceled",
    ]
    event: str
    causes: list[str]
    at: int
    language: NotRequired[Literal["ko", "en"] | None]
    amt: NotRequired[int | None]
    reason: NotRequired[str | None]


class MessageSent(TypedDict):
    """Told by customercenter."""

    id: int
    orderId: int
    messageId: str
    channel: str


class MessageDropped(TypedDict):
    """Told by customercenter."""

    id: int
    orderId: int
    messageId: str
    reason: str


# told apart by `type` and `source`
Happened = Union[
    Event[Literal["ChargeReturned"], Literal["/cafeteria/order"], ChargeReturned],
    Event[Literal["OrderCanceled"], Literal["/cafeteria/order"], OrderCanceled],
    Event[Literal["OrderRestored"], Literal["/cafeteria/order"], OrderRestored],
    Event[Literal["Ordered"], Literal["/cafeteria/order"], Ordered],
    Event[Literal["PaymentApproved"], Literal["/cafeteria/payment"], PaymentApproved],
    Event[Literal["PaymentCanceled"], Literal["/cafeteria/payment"], PaymentCanceled],
    Event[Literal["PaymentPartlyRefunded"], Literal["/cafeteria/payment"], PaymentPartlyRefunded],
    Event[Literal["CancelFailed"], Literal["/cafeteria/drink"], CancelFailed],
    Event[Literal["DrinkCanceled"], Literal["/cafeteria/drink"], DrinkCanceled],
    Event[Literal["Made"], Literal["/cafeteria/drink"], Made],
    Event[Literal["OrderInfoReceived"], Literal["/cafeteria/drink"], OrderInfoReceived],
    Event[Literal["PickedUp"], Literal["/cafeteria/drink"], PickedUp],
    Event[Literal["Receipted"], Literal["/cafeteria/drink"], Receipted],
    Event[Literal["MessageQueued"], Literal["/cafeteria/customercenter"], MessageQueued],
    Event[Literal["MessageSent"], Literal["/cafeteria/customercenter"], MessageSent],
    Event[Literal["MessageDropped"], Literal["/cafeteria/customercenter"], MessageDropped],
]
