"""What happens in Food delivery, as its AsyncAPI document says. Written by npm run docs: nobody writes here by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict, Union

from .event import Event

if TYPE_CHECKING:
    from typing_extensions import NotRequired


class ChargeReturnedItems(TypedDict):
    productId: str
    qty: int
    options: list[str]
    price: int


class ChargeReturnedLocation(TypedDict):
    lat: float
    lng: float


class ChargeReturned(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    qty: int
    options: list[str]
    items: list[ChargeReturnedItems]
    address: str
    location: ChargeReturnedLocation | None
    customerId: str
    storeId: str
    couponId: int | None
    price: int
    language: Literal["ko", "en"]
    status: str
    rev: int
    discount: int
    deliveryFee: int
    total: int
    amount: int


class OptionsRestored(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    options: list[str]
    rev: int
    price: int
    total: int


class OrderCanceled(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    customerId: str
    storeId: str
    couponId: int | None
    status: str
    reason: str | None


class OrderCompleted(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    customerId: str
    storeId: str
    couponId: int | None
    status: str


class OrderPlacedItems(TypedDict):
    productId: str
    qty: int
    options: list[str]
    price: int


class OrderPlacedLocation(TypedDict):
    lat: float
    lng: float


class OrderPlaced(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    qty: int
    options: list[str]
    items: list[OrderPlacedItems]
    address: str
    location: OrderPlacedLocation | None
    customerId: str
    storeId: str
    couponId: int | None
    price: int
    language: Literal["ko", "en"]
    status: str
    rev: int
    discount: int
    deliveryFee: int
    total: int


class OrderRefunded(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    customerId: str
    storeId: str
    couponId: int | None
    status: str
    amount: int


class OrderRestored(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    customerId: str
    storeId: str
    couponId: int | None
    status: str


class OrderingOrderUpdatedItems(TypedDict):
    productId: str
    qty: int
    options: list[str]
    price: int


class OrderingOrderUpdatedLocation(TypedDict):
    lat: float
    lng: float


class OrderingOrderUpdated(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    productId: str
    qty: int
    options: list[str]
    items: list[OrderingOrderUpdatedItems]
    address: str
    location: OrderingOrderUpdatedLocation | None
    customerId: str
    storeId: str
    couponId: int | None
    price: int
    language: Literal["ko", "en"]
    status: str
    rev: int
    discount: int
    deliveryFee: int
    total: int
    discountPrice: NotRequired[int | None]


class Paid(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    customerId: str
    storeId: str
    amount: int
    status: str


class PartRefunded(TypedDict):
    """Told by ordering."""

    id: int
    orderId: int
    customerId: str
    amount: int
    amt: NotRequired[int]
    reason: NotRequired[str]


class CancelFailed(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str
    isCanceled: bool


class CookFinished(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str


class CookStarted(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str


class FoodCanceled(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str
    isCanceled: bool


class OrderAccepted(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str


class OrderArrivedItems(TypedDict):
    productId: str
    qty: int
    options: list[str]
    price: int


class OrderArrived(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str
    items: list[OrderArrivedItems]
    qty: int
    acceptBy: int


class OrderRejected(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str
    reason: str


class StoreOrderUpdatedItems(TypedDict):
    productId: str
    qty: int
    options: list[str]
    price: int


class StoreOrderUpdated(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str
    isCanceled: bool
    chosen: list[str]
    items: NotRequired[list[StoreOrderUpdatedItems] | None]
    rev: int


class UpdateFailedItems(TypedDict):
    productId: str
    qty: int
    options: list[str]
    price: int


class UpdateFailed(TypedDict):
    """Told by store."""

    id: int
    orderId: int
    foodId: str
    options: str
    storeId: str
    customerId: str
    status: str
    isCanceled: bool
    chosen: list[str]
    items: NotRequired[list[UpdateFailedItems] | None]
    rev: int


class StoreChangedName(TypedDict):
    ko: str
    en: str


class StoreChangedLocation(TypedDict):
    lat: float
    lng: float


class StoreChanged(TypedDict):
    """Told by store."""

    id: int
    storeId: str
    name: StoreChangedName
    address: str
    location: StoreChangedLocation | None
    opens: str | None
    closes: str | None
    minimum: int
    deliveryFee: int


class StorePaused(TypedDict):
    """Told by store."""

    id: int
    storeId: str
    until: int


class StoreResumed(TypedDict):
    """Told by store."""

    id: int
    storeId: str


class DishOfferedNames(TypedDict):
    ko: str
    en: str


class DishOffered(TypedDict):
    """Told by store."""

    id: int
    productId: str
    storeId: str
    names: DishOfferedNames
    price: int
    options: dict[str, Any]
    soldOut: bool


class DishRemoved(TypedDict):
    """Told by store."""

    id: int
    productId: str
    storeId: str


class Delivered(TypedDict):
    """Told by rider."""

    id: int
    orderId: int
    status: str
    address: str
    riderId: str
    customerId: str
    storeId: str


class DeliveryFailed(TypedDict):
    """Told by rider."""

    id: int
    orderId: int
    status: str
    address: str
    riderId: str
    customerId: str
    storeId: str
    reason: str


class DeliveryReturned(TypedDict):
    """Told by rider."""

    id: int
    orderId: int
    status: str
    address: str
    riderId: str | None
    customerId: str
    storeId: str
    reason: str | None


class Picked(TypedDict):
    """Told by rider."""

    id: int
    orderId: int
    status: str
    address: str
    riderId: str
    customerId: str
    storeId: str
    n: int


class MessageQueuedReason(TypedDict):
    ko: str
    en: str


class MessageQueued(TypedDict):
    """Told by customer."""

    id: int
    talkId: str
    orderId: int
    messageId: str
    to: str
    text: str
    what: Literal[
        "OrderArrived",
        "OrderPlaced",
        "Paid",
        "OrderAccepted",
        "OrderRejected",
        "CookStarted",
        "CookFinished",
        "Picked",
        "Delivered",
        "DeliveryFailed",
        "DeliveryReturned",
        "OrderCompleted",
        "FoodCanceled",
        "CancelFailed",
        "OrderUpdated",
        "UpdateFailed",
        "ChargeReturned",
        "PartRefunded",
        "CouponCreated",
    ]
    event: str
    causes: list[str]
    at: int
    language: NotRequired[Literal["ko", "en"] | None]
    reason: str | MessageQueuedReason | None
    discountPrice: int | None
    order: str | None
    amt: NotRequired[int | None]


class MessageSent(TypedDict):
    """Told by customer."""

    id: int
    talkId: str
    orderId: int
    messageId: str
    channel: str


class MessageDropped(TypedDict):
    """Told by customer."""

    id: int
    talkId: str
    orderId: int
    messageId: str
    reason: str


class CouponCreated(TypedDict):
    """Told by coupon."""

    id: int
    couponId: int
    orderId: int
    customerId: str
    discountPrice: int
    isUsed: bool
    usedOrderId: int | None
    expires: int


class CouponExpired(TypedDict):
    """Told by coupon."""

    id: int
    couponId: int
    orderId: int
    customerId: str
    discountPrice: int
    isUsed: bool
    usedOrderId: int | None
    expires: int


class CouponReturned(TypedDict):
    """Told by coupon."""

    id: int
    couponId: int
    orderId: int
    customerId: str
    discountPrice: int
    isUsed: bool
    usedOrderId: int | None
    expires: int


class CouponUsed(TypedDict):
    """Told by coupon."""

    id: int
    couponId: int
    orderId: int
    customerId: str
    discountPrice: int
    isUsed: bool
    usedOrderId: int | None
    expires: int


# told apart by `type` and `source`
Happened = Union[
    Event[Literal["ChargeReturned"], Literal["/delivery/ordering"], ChargeReturned],
    Event[Literal["OptionsRestored"], Literal["/delivery/ordering"], OptionsRestored],
    Event[Literal["OrderCanceled"], Literal["/delivery/ordering"], OrderCanceled],
    Event[Literal["OrderCompleted"], Literal["/delivery/ordering"], OrderCompleted],
    Event[Literal["OrderPlaced"], Literal["/delivery/ordering"], OrderPlaced],
    Event[Literal["OrderRefunded"], Literal["/delivery/ordering"], OrderRefunded],
    Event[Literal["OrderRestored"], Literal["/delivery/ordering"], OrderRestored],
    Event[Literal["OrderUpdated"], Literal["/delivery/ordering"], OrderingOrderUpdated],
    Event[Literal["Paid"], Literal["/delivery/ordering"], Paid],
    Event[Literal["PartRefunded"], Literal["/delivery/ordering"], PartRefunded],
    Event[Literal["CancelFailed"], Literal["/delivery/store"], CancelFailed],
    Event[Literal["CookFinished"], Literal["/delivery/store"], CookFinished],
    Event[Literal["CookStarted"], Literal["/delivery/store"], CookStarted],
    Event[Literal["FoodCanceled"], Literal["/delivery/store"], FoodCanceled],
    Event[Literal["OrderAccepted"], Literal["/delivery/store"], OrderAccepted],
    Event[Literal["OrderArrived"], Literal["/delivery/store"], OrderArrived],
    Event[Literal["OrderRejected"], Literal["/delivery/store"], OrderRejected],
    Event[Literal["OrderUpdated"], Literal["/delivery/store"], StoreOrderUpdated],
    Event[Literal["UpdateFailed"], Literal["/delivery/store"], UpdateFailed],
    Event[Literal["StoreChanged"], Literal["/delivery/store"], StoreChanged],
    Event[Literal["StorePaused"], Literal["/delivery/store"], StorePaused],
    Event[Literal["StoreResumed"], Literal["/delivery/store"], StoreResumed],
    Event[Literal["DishOffered"], Literal["/delivery/store"], DishOffered],
    Event[Literal["DishRemoved"], Literal["/delivery/store"], DishRemoved],
    Event[Literal["Delivered"], Literal["/delivery/rider"], Delivered],
    Event[Literal["DeliveryFailed"], Literal["/delivery/rider"], DeliveryFailed],
    Event[Literal["DeliveryReturned"], Literal["/delivery/rider"], DeliveryReturned],
    Event[Literal["Picked"], Literal["/delivery/rider"], Picked],
    Event[Literal["MessageQueued"], Literal["/delivery/customer"], MessageQueued],
    Event[Literal["MessageSent"], Literal["/delivery/customer"], MessageSent],
    Event[Literal["MessageDropped"], Literal["/delivery/customer"], MessageDropped],
    Event[Literal["CouponCreated"], Literal["/delivery/coupon"], CouponCreated],
    Event[Literal["CouponExpired"], Literal["/delivery/coupon"], CouponExpired],
    Event[Literal["CouponReturned"], Literal["/delivery/coupon"], CouponReturned],
    Event[Literal["CouponUsed"], Literal["/delivery/coupon"], CouponUsed],
]
