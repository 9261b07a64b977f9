// Written from the OpenAPI document: npm run docs
export interface paths {
    "/orders": {
        parameters: {
        };
        /** The orders that the caller may see */
        get: {
            parameters: {
                query?: {
                    customerId?: string;
                    storeId?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of orders */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["OrderPage"];
                        "application/json": components["schemas"]["OrderPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Place order
         * @description By its owner. Numbers may arrive as strings and strings as numbers; unknown fields are ignored. `item` is read as `productId`. `addres` is read as `address`.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        storeId?: string | null;
                        productId?: string | null;
                        qty?: number | null;
                        options?: string[] | string | null;
                        items?: {
                            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                            productId: string;
                            qty?: number;
                            options?: string[] | string;
                        }[] | null;
                        customerId?: string | null;
                        address?: string | null;
                        location?: {
                            lat: number;
                            lng: number;
                        } | null;
                        couponId?: number | null;
                        price?: number | null;
                        language?: ("ko" | "en") | null;
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        /** @description Its own address */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `coupon-used`: This coupon is already used, or held for another order.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
                 *
                 *     `price-changed`: The price has changed. It is now {price} won.
                 *
                 *     `store-closed`: The store is closed and opens at {opens}. Nothing is charged; if an earlier attempt was, you get it back.
                 *
                 *     `sold-out`: "{productId}" is sold out. Nothing is charged; if an earlier attempt was, you get it back.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-coupon`: There is no such coupon.
                 *
                 *     `coupon-expired`: This coupon has expired.
                 *
                 *     `payment-declined`: Your payment was declined. Nothing was charged.
                 *
                 *     `no-such-option`: This dish does not come with the option "{option}".
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 *
                 *     `below-minimum`: This store delivers from {minimum} won on.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                /**
                 * @description `payment-unavailable`: Nothing was charged; the order may be paid in a moment
                 *
                 *     `payment-unknown`: The provider has not answered; pay again in a moment, nothing is charged twice
                 *
                 *     `unavailable`: Nothing was done
                 */
                503: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One order */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * A whole order, changed
         * @description `{"status": "Canceled"}` is CancelOrder. `{"status": "Completed"}` is ConfirmReceipt. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Cooking has already started, so the order cannot be changed or canceled.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Cancel order
         * @description By its owner, operator.
         */
        delete: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description Done; it stays readable */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Cooking has already started, so the order cannot be changed or canceled.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Change a order
         * @description `{"status": "Canceled"}` is CancelOrder. `{"status": "Completed"}` is ConfirmReceipt.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "Canceled" | "Completed";
                    };
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Cooking has already started, so the order cannot be changed or canceled.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/pay": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Pay order
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `coupon-used`: This coupon is already used, or held for another order.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
                 *
                 *     `refunding`: This order has ended. What was paid for it is on its way back to you.
                 *
                 *     `refunded`: This order has ended, and all that was paid for it is back with you.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-coupon`: There is no such coupon.
                 *
                 *     `coupon-expired`: This coupon has expired.
                 *
                 *     `payment-declined`: Your payment was declined. Nothing was charged.
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                /**
                 * @description `payment-unavailable`: Nothing was charged; the order may be paid in a moment
                 *
                 *     `payment-unknown`: The provider has not answered; pay again in a moment, nothing is charged twice
                 *
                 *     `unavailable`: Nothing was done
                 */
                503: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/cancel": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Cancel order
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Cooking has already started, so the order cannot be changed or canceled.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/options": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Update order
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        options: string[] | string;
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 *
                 *     `no-such-option`: This dish does not come with the option "{option}".
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/confirm": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Confirm receipt
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/giveBack": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Give back
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        amt?: number | null;
                        keep?: number | null;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `one-amount`: Say either what goes back (amt) or what is kept (keep).
                 *
                 *     `more-than-left`: That is more than is left of this payment: {left} won.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/updatecoupon": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Update coupon
         * @description By other contexts.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        couponId: number;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `one-coupon`: This order already has a coupon.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Update coupon
         * @description By other contexts.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        couponId: number;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `one-coupon`: This order already has a coupon.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Update coupon
         * @description By other contexts.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        couponId: number;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `one-coupon`: This order already has a coupon.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/updateorder": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Update order
         * @description By its owner.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        options: string[] | string;
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 *
                 *     `no-such-option`: This dish does not come with the option "{option}".
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Update order
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        options: string[] | string;
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 *
                 *     `no-such-option`: This dish does not come with the option "{option}".
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Update order
         * @description By its owner.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        options: string[] | string;
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Order"];
                        "application/json": components["schemas"]["Order"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 *
                 *     `no-such-option`: This dish does not come with the option "{option}".
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/search": {
        parameters: {
        };
        /** The searches in orders */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/search/findByCustomerId": {
        parameters: {
        };
        /** Orders by customerId */
        get: {
            parameters: {
                query: {
                    customerId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of orders */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["OrderPage"];
                        "application/json": components["schemas"]["OrderPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/search/findByStoreId": {
        parameters: {
        };
        /** Orders by storeId */
        get: {
            parameters: {
                query: {
                    storeId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of orders */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["OrderPage"];
                        "application/json": components["schemas"]["OrderPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/search/unpaid": {
        parameters: {
        };
        /** Orders in AwaitingPayment, Declined, Expired */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of orders */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["OrderPage"];
                        "application/json": components["schemas"]["OrderPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/orders/{id}/history": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** Everything that happened, in order, with who or what caused it */
        get: {
            parameters: {
                query?: {
                    /** @description The states as they were then */
                    at?: string;
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description Causes before effects */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["History"];
                        "application/json": components["schemas"]["History"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/orders": {
        parameters: {
        };
        /** The JSON Schema of a order */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/payments": {
        parameters: {
        };
        /** The payments that the caller may see */
        get: {
            parameters: {
                query?: {
                    orderId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of payments */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PaymentPage"];
                        "application/json": components["schemas"]["PaymentPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /** Pay order, answered with the payment */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        orderId: number;
                        paymentToken?: string | null;
                    };
                };
            };
            responses: {
                /** @description It was there already */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Payment"];
                        "application/json": components["schemas"]["Payment"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Payment"];
                        "application/json": components["schemas"]["Payment"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
                 *
                 *     `refunding`: This order has ended. What was paid for it is on its way back to you.
                 *
                 *     `refunded`: This order has ended, and all that was paid for it is back with you.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-order`: There is no such paid order.
                 *
                 *     `no-such-dish`: "{productId}" is not on the menu here.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/payments/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One payment */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Payment"];
                        "application/json": components["schemas"]["Payment"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/payments/{id}/retryRefund": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Retry refund
         * @description By operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Payment"];
                        "application/json": components["schemas"]["Payment"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/payments/search": {
        parameters: {
        };
        /** The searches in payments */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/payments/search/findByOrderId": {
        parameters: {
        };
        /** Payments by orderId in free, asked, unsent, unknown, declined, paid, partlyRefunded, refunded, stuck */
        get: {
            parameters: {
                query: {
                    orderId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of payments */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PaymentPage"];
                        "application/json": components["schemas"]["PaymentPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/payments/search/unsettled": {
        parameters: {
        };
        /** Payments in asked, unsent, unknown, stuck */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of payments */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PaymentPage"];
                        "application/json": components["schemas"]["PaymentPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/payments": {
        parameters: {
        };
        /** The JSON Schema of a payment */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/differences": {
        parameters: {
        };
        /** The differences that the caller may see */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of differences */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DifferencePage"];
                        "application/json": components["schemas"]["DifferencePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/differences/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One difference */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Difference"];
                        "application/json": components["schemas"]["Difference"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/differences/{id}/settle": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /**
         * Settle difference
         * @description By operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Difference"];
                        "application/json": components["schemas"]["Difference"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/differences/search": {
        parameters: {
        };
        /** The searches in differences */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/differences": {
        parameters: {
        };
        /** The JSON Schema of a difference */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings": {
        parameters: {
        };
        /** The foodCookings that the caller may see */
        get: {
            parameters: {
                query?: {
                    orderId?: number;
                    storeId?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of foodCookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCookingPage"];
                        "application/json": components["schemas"]["FoodCookingPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Enter order
         * @description By operator. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        orderId: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        /** @description Its own address */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `exists`: This is already there.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-order`: There is no such paid order.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One foodCooking */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * A whole foodCooking, changed
         * @description `{"status": "Accepted"}` is Answer. `{"status": "CookStarted"}` is Start. `{"status": "CookFinished"}` is Finish. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FoodCooking"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Change a foodCooking
         * @description `{"status": "Accepted"}` is Answer. `{"status": "CookStarted"}` is Start. `{"status": "CookFinished"}` is Finish.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "Accepted" | "CookStarted" | "CookFinished";
                    };
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/{id}/accept": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Answer
         * @description By its owner.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        accept?: boolean | null;
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Answer
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        accept?: boolean | null;
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Answer
         * @description By its owner.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        accept?: boolean | null;
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/{id}/start": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Start
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/{id}/finish": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Finish
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/{id}/giveUp": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Give up
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCooking"];
                        "application/json": components["schemas"]["FoodCooking"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/search": {
        parameters: {
        };
        /** The searches in foodCookings */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/search/findByOrderId": {
        parameters: {
        };
        /** FoodCookings by orderId */
        get: {
            parameters: {
                query: {
                    orderId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of foodCookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCookingPage"];
                        "application/json": components["schemas"]["FoodCookingPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/search/findByStoreId": {
        parameters: {
        };
        /** FoodCookings by storeId */
        get: {
            parameters: {
                query: {
                    storeId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of foodCookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCookingPage"];
                        "application/json": components["schemas"]["FoodCookingPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/foodCookings/search/board": {
        parameters: {
        };
        /** FoodCookings in Paid, Accepted, CookStarted */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of foodCookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["FoodCookingPage"];
                        "application/json": components["schemas"]["FoodCookingPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/foodCookings": {
        parameters: {
        };
        /** The JSON Schema of a foodCooking */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/stores": {
        parameters: {
        };
        /** The stores that the caller may see */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: string;
                };
            };
            responses: {
                /** @description A page of stores */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StorePage"];
                        "application/json": components["schemas"]["StorePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Open store
         * @description By operator. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        storeId: string;
                        name?: {
                            ko: string;
                            en: string;
                        } | null;
                        location?: {
                            lat: number;
                            lng: number;
                        } | null;
                        opens?: string | null;
                        closes?: string | null;
                        minimum?: number | null;
                        deliveryFee?: number | null;
                        address: string;
                    };
                };
            };
            responses: {
                /** @description It was there already */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        /** @description Its own address */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `in-progress`: This is being worked on at this very moment. Please wait a little. */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/stores/{id}": {
        parameters: {
            path: {
                id: string;
            };
        };
        /** One store */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * A whole store, changed
         * @description The fields are changed by ChangeStore. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Change a store
         * @description The fields are changed by ChangeStore.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: {
                            ko: string;
                            en: string;
                        } | null;
                        location?: {
                            lat: number;
                            lng: number;
                        } | null;
                        opens?: string | null;
                        closes?: string | null;
                        minimum?: number | null;
                        deliveryFee?: number | null;
                        address?: string | null;
                    };
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/stores/{id}/pause": {
        parameters: {
            path: {
                id: string;
            };
        };
        /**
         * Pause store
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: string;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        minutes?: number | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/stores/{id}/resume": {
        parameters: {
            path: {
                id: string;
            };
        };
        /**
         * Resume store
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Store"];
                        "application/json": components["schemas"]["Store"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/stores/search": {
        parameters: {
        };
        /** The searches in stores */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/stores": {
        parameters: {
        };
        /** The JSON Schema of a store */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/menus": {
        parameters: {
        };
        /** The menus that the caller may see */
        get: {
            parameters: {
                query?: {
                    storeId?: string;
                    productId?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of menus */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MenuPage"];
                        "application/json": components["schemas"]["MenuPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Add dish
         * @description By its owner. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        names?: {
                            ko: string;
                            en: string;
                        } | null;
                        options?: {
                            [key: string]: number;
                        } | null;
                        soldOut?: boolean | null;
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        productId: string;
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        storeId?: string;
                        price: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        /** @description Its own address */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Menu"];
                        "application/json": components["schemas"]["Menu"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `exists`: This is already there.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/menus/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One menu */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Menu"];
                        "application/json": components["schemas"]["Menu"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * A whole menu, changed
         * @description The fields are changed by ChangeDish. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Menu"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Menu"];
                        "application/json": components["schemas"]["Menu"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Remove dish
         * @description By its owner.
         */
        delete: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            responses: {
                /** @description Done; it stays readable */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Change a menu
         * @description The fields are changed by ChangeDish.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        names?: {
                            ko: string;
                            en: string;
                        } | null;
                        options?: {
                            [key: string]: number;
                        } | null;
                        soldOut?: boolean | null;
                        price?: number | null;
                    };
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Menu"];
                        "application/json": components["schemas"]["Menu"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/menus/search": {
        parameters: {
        };
        /** The searches in menus */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/menus/search/findByStoreId": {
        parameters: {
        };
        /** Menus by storeId */
        get: {
            parameters: {
                query: {
                    storeId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of menus */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MenuPage"];
                        "application/json": components["schemas"]["MenuPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/menus/search/findByProductId": {
        parameters: {
        };
        /** Menus by productId */
        get: {
            parameters: {
                query: {
                    productId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of menus */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MenuPage"];
                        "application/json": components["schemas"]["MenuPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/menus": {
        parameters: {
        };
        /** The JSON Schema of a menu */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries": {
        parameters: {
        };
        /** The deliveries that the caller may see */
        get: {
            parameters: {
                query?: {
                    /** @description Ranks them; alone, or with a page */
                    near?: string;
                    /** @description Ranks them; alone, or with a page */
                    area?: string;
                    orderId?: number;
                    riderId?: string | null;
                    overdue?: ("delivery" | "return") | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": {
                            _embedded: {
                                deliveries: (components["schemas"]["Delivery"] & {
                                    distance?: number;
                                })[];
                            };
                            _links: components["schemas"]["ItemLinks"];
                            page: components["schemas"]["PageInfo"];
                        };
                        "application/json": {
                            _embedded: {
                                deliveries: (components["schemas"]["Delivery"] & {
                                    distance?: number;
                                })[];
                            };
                            _links: components["schemas"]["ItemLinks"];
                            page: components["schemas"]["PageInfo"];
                        };
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Enter delivery
         * @description By operator. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        orderId: number;
                    };
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        /** @description Its own address */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `off-duty`: You are off duty.
                 *
                 *     `exists`: This is already there.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `no-such-order`: There is no such paid order.
                 *
                 *     `no-such-rider`: We do not know this rider. Please register first.
                 *
                 *     `too-far`: This delivery is {distance} km away; riders pick up what is within 3 km.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One delivery */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * A whole delivery, changed
         * @description `{"status": "Picked"}` is Pick. `{"status": "Delivered"}` is Deliver. `{"status": "Failed"}` is Fail. `{"status": "Returned"}` is Return. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Change a delivery
         * @description `{"status": "Picked"}` is Pick. `{"status": "Delivered"}` is Deliver. `{"status": "Failed"}` is Fail. `{"status": "Returned"}` is Return.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "Picked" | "Delivered" | "Failed" | "Returned";
                    };
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/{id}/pick": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Pick
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        riderId?: string;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/{id}/deliver": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Deliver
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        riderId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/{id}/fail": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Fail
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        riderId?: string | null;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/{id}/return": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Return
         * @description By its owner, operator.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Delivery"];
                        "application/json": components["schemas"]["Delivery"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/search": {
        parameters: {
        };
        /** The searches in deliveries */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/search/findByOrderId": {
        parameters: {
        };
        /** Deliveries by orderId */
        get: {
            parameters: {
                query: {
                    orderId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DeliveryPage"];
                        "application/json": components["schemas"]["DeliveryPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/search/findByRiderId": {
        parameters: {
        };
        /** Deliveries by riderId */
        get: {
            parameters: {
                query: {
                    riderId: string | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DeliveryPage"];
                        "application/json": components["schemas"]["DeliveryPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/search/findByOverdue": {
        parameters: {
        };
        /** Deliveries by overdue */
        get: {
            parameters: {
                query: {
                    overdue: ("delivery" | "return") | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DeliveryPage"];
                        "application/json": components["schemas"]["DeliveryPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/deliveries/search/ready": {
        parameters: {
        };
        /** Deliveries in Ready */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of deliveries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DeliveryPage"];
                        "application/json": components["schemas"]["DeliveryPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/deliveries": {
        parameters: {
        };
        /** The JSON Schema of a delivery */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/riders": {
        parameters: {
        };
        /** The riders that the caller may see */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: string;
                };
            };
            responses: {
                /** @description A page of riders */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["RiderPage"];
                        "application/json": components["schemas"]["RiderPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Register
         * @description By its owner. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        riderId?: string;
                        lat?: number | null;
                        lng?: number | null;
                    };
                };
            };
            responses: {
                /** @description It was there already */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Rider"];
                        "application/json": components["schemas"]["Rider"];
                    };
                };
                /** @description Made */
                201: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        /** @description Its own address */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Rider"];
                        "application/json": components["schemas"]["Rider"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description `in-progress`: This is being worked on at this very moment. Please wait a little. */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/riders/{id}": {
        parameters: {
            path: {
                id: string;
            };
        };
        /** One rider */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Rider"];
                        "application/json": components["schemas"]["Rider"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/riders/{id}/on-duty": {
        parameters: {
            path: {
                id: string;
            };
        };
        /**
         * Go on duty
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: string;
                };
            };
            requestBody?: {
                content: {
                    "application/json": {
                        lat?: number | null;
                        lng?: number | null;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Rider"];
                        "application/json": components["schemas"]["Rider"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/riders/{id}/off-duty": {
        parameters: {
            path: {
                id: string;
            };
        };
        /**
         * Go off duty
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Rider"];
                        "application/json": components["schemas"]["Rider"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /** @description `idempotency-key-reused`: The key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/riders/search": {
        parameters: {
        };
        /** The searches in riders */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/riders": {
        parameters: {
        };
        /** The JSON Schema of a rider */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/mypages": {
        parameters: {
        };
        /** The mypages that the caller may see */
        get: {
            parameters: {
                query?: {
                    status?: string;
                    orderId?: number;
                    customerId?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of mypages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MypagePage"];
                        "application/json": components["schemas"]["MypagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/mypages/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One mypage */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Mypage"];
                        "application/json": components["schemas"]["Mypage"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/mypages/search": {
        parameters: {
        };
        /** The searches in mypages */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/mypages/search/findByStatus": {
        parameters: {
        };
        /** Mypages by status */
        get: {
            parameters: {
                query: {
                    status: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of mypages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MypagePage"];
                        "application/json": components["schemas"]["MypagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/mypages/search/findByOrderId": {
        parameters: {
        };
        /** Mypages by orderId */
        get: {
            parameters: {
                query: {
                    orderId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of mypages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MypagePage"];
                        "application/json": components["schemas"]["MypagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/mypages/search/findByCustomerId": {
        parameters: {
        };
        /** Mypages by customerId */
        get: {
            parameters: {
                query: {
                    customerId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of mypages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MypagePage"];
                        "application/json": components["schemas"]["MypagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/mypages": {
        parameters: {
        };
        /** The JSON Schema of a mypage */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/messages": {
        parameters: {
        };
        /** The messages that the caller may see */
        get: {
            parameters: {
                query?: {
                    customerId?: string | null;
                    orderId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of messages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MessagePage"];
                        "application/json": components["schemas"]["MessagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/messages/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One message */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Message"];
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/messages/search": {
        parameters: {
        };
        /** The searches in messages */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/messages/search/findByCustomerId": {
        parameters: {
        };
        /** Messages by customerId */
        get: {
            parameters: {
                query: {
                    customerId: string | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of messages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MessagePage"];
                        "application/json": components["schemas"]["MessagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/messages/search/findByOrderId": {
        parameters: {
        };
        /** Messages by orderId */
        get: {
            parameters: {
                query: {
                    orderId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of messages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MessagePage"];
                        "application/json": components["schemas"]["MessagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/messages": {
        parameters: {
        };
        /** The JSON Schema of a message */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/storeMessages": {
        parameters: {
        };
        /** The storeMessages that the caller may see */
        get: {
            parameters: {
                query?: {
                    storeId?: string | null;
                    orderId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of storeMessages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StoreMessagePage"];
                        "application/json": components["schemas"]["StoreMessagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/storeMessages/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One message */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number | string;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StoreMessage"];
                        "application/json": components["schemas"]["StoreMessage"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/storeMessages/search": {
        parameters: {
        };
        /** The searches in storeMessages */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/storeMessages/search/findByStoreId": {
        parameters: {
        };
        /** StoreMessages by storeId */
        get: {
            parameters: {
                query: {
                    storeId: string | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of storeMessages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StoreMessagePage"];
                        "application/json": components["schemas"]["StoreMessagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/storeMessages/search/findByOrderId": {
        parameters: {
        };
        /** StoreMessages by orderId */
        get: {
            parameters: {
                query: {
                    orderId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of storeMessages */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StoreMessagePage"];
                        "application/json": components["schemas"]["StoreMessagePage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/storeMessages": {
        parameters: {
        };
        /** The JSON Schema of a message */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/coupons": {
        parameters: {
        };
        /** The coupons that the caller may see */
        get: {
            parameters: {
                query?: {
                    customerId?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of coupons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["CouponPage"];
                        "application/json": components["schemas"]["CouponPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/coupons/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One coupon */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path: {
                    id: number;
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Coupon"];
                        "application/json": components["schemas"]["Coupon"];
                    };
                };
                /** @description Not changed since */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                };
                401: components["responses"]["NoIdentity"];
                404: components["responses"]["NotFound"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * A whole coupon, changed
         * @description `{"status": "true"}` is UseCoupon. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Coupon"];
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Coupon"];
                        "application/json": components["schemas"]["Coupon"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `coupon-used`: This coupon is already used, or held for another order.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 *
                 *     `coupon-expired`: This coupon has expired.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
        /**
         * Change a coupon
         * @description `{"status": "true"}` is UseCoupon.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "true";
                    };
                };
            };
            responses: {
                /** @description As it is now */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Coupon"];
                        "application/json": components["schemas"]["Coupon"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `coupon-used`: This coupon is already used, or held for another order.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `not-changeable`: These fields cannot be changed in this way
                 *
                 *     `coupon-expired`: This coupon has expired.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/coupons/{id}/use": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Use coupon
         * @description By its owner.
         */
        post: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        orderId: number;
                    };
                };
            };
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Coupon"];
                        "application/json": components["schemas"]["Coupon"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /**
                 * @description `role`: Another role may do this
                 *
                 *     `not-yours`: This belongs to somebody else, so you cannot do that.
                 */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: components["responses"]["NotFound"];
                /**
                 * @description `in-progress`: This is being worked on at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `coupon-used`: This coupon is already used, or held for another order.
                 */
                409: {
                    headers: {
                        "Retry-After": components["headers"]["RetryAfter"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: components["responses"]["Changed"];
                413: components["responses"]["TooLarge"];
                415: components["responses"]["MediaType"];
                /**
                 * @description `idempotency-key-reused`: The key belongs to another request
                 *
                 *     `coupon-expired`: This coupon has expired.
                 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                504: components["responses"]["Unknown"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/coupons/search": {
        parameters: {
        };
        /** The searches in coupons */
        get: {
            parameters: {
            };
            responses: {
                /** @description Templated links, by name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Links"];
                        "application/json": components["schemas"]["Links"];
                    };
                };
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/coupons/search/findByCustomerId": {
        parameters: {
        };
        /** Coupons by customerId */
        get: {
            parameters: {
                query: {
                    customerId: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of coupons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["CouponPage"];
                        "application/json": components["schemas"]["CouponPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/coupons/search/usable": {
        parameters: {
        };
        /** Coupons in unused */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of coupons */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["CouponPage"];
                        "application/json": components["schemas"]["CouponPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/profile/coupons": {
        parameters: {
        };
        /** The JSON Schema of a coupon */
        get: {
            parameters: {
            };
            responses: {
                /** @description JSON Schema */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/schema+json": Record<string, never>;
                    };
                };
                401: components["responses"]["NoIdentity"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/live": {
        parameters: {
        };
        /**
         * What changes, as it changes
         * @description With `Accept: text/event-stream` the answer stays open: the event `item` holds an item or row as it is now, `gone` names one that is no longer there to be seen, `reset` says that what was missed cannot be told and is to be read anew, `end` that the token ends. Each has an `id`; whoever comes back with it (`Last-Event-ID`) is told what happened since. Read your lists after `open`, then nothing is missed. Asked for JSON it answers at once with what changed since `after`. Nobody is told more than the lists would show them.
         */
        get: {
            parameters: {
                query: {
                    /** @description The address of an item, a list or a search, as it is read: `orders/7`, `orders`, `drinks/search/board`, `orders?phoneNumber=01012345678` (written with %3F) */
                    watch: string[];
                    /** @description Tells what happened since this cursor */
                    after?: string;
                };
                header?: {
                    /** @description The same, as browsers say it */
                    "Last-Event-ID"?: string;
                };
            };
            responses: {
                /** @description What changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Changes"];
                        "application/hal+json": components["schemas"]["Changes"];
                        "text/event-stream": string;
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                /** @description `role`: Another role may do this */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                503: components["responses"]["Unavailable"];
                default: components["responses"]["Unexpected"];
            };
        };
    };
    "/actuator/health": {
        parameters: {
        };
        /** Is it up? */
        get: {
            parameters: {
            };
            responses: {
                /** @description Up */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                /** @description Down */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                default: components["responses"]["Unexpected"];
            };
        };
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Health: {
            /** @enum {string} */
            status: "UP" | "DOWN";
        };
        Link: {
            href: string;
            /**
             * @description Left out: GET, and POST for a command
             * @enum {string}
             */
            method?: "POST" | "PUT" | "PATCH" | "DELETE";
            templated?: boolean;
        };
        /** @description Where it is, and the commands that this caller may issue in its present state */
        ItemLinks: {
            self: components["schemas"]["Link"];
        } & {
            [key: string]: components["schemas"]["Link"];
        };
        Links: {
            _links: components["schemas"]["ItemLinks"];
        };
        PageInfo: {
            size: number;
            totalElements: number;
            totalPages: number;
            number: number;
        };
        History: {
            /** @description Contexts that have not answered in time */
            missing?: string[];
            _links?: components["schemas"]["ItemLinks"];
        };
        /** @description RFC 9457 */
        Problem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            status: number;
            /** @description In Korean or English, by Accept-Language */
            detail: string;
            instance?: string;
            traceId?: string;
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description The state that refuses */
            state?: string;
            /** @description What may be asked instead */
            allowed?: string[];
            /** @description What is kept meanwhile, and how to go on */
            _links?: {
                [key: string]: components["schemas"]["Link"];
            };
        };
        Order: {
            id: number;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            productId: string;
            options: string[];
            address: string;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            customerId: string;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            storeId: string;
            couponId: number | null;
            qty: number;
            items: {
                /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                productId: string;
                qty: number;
                options: string[];
                price: number;
            }[];
            price: number;
            discount: number;
            deliveryFee: number;
            total: number;
            /** @enum {string} */
            status: "AwaitingPayment" | "OrderPlaced" | "Accepted" | "CookStarted" | "CookFinished" | "Picked" | "DeliveryFailed" | "Delivered" | "Completed" | "Canceled" | "Rejected" | "Declined" | "Expired";
            location: {
                lat: number;
                lng: number;
            } | null;
            /** Format: date-time */
            createTime: string;
            cancellation: ("requested" | "done" | "refused") | null;
            _links: components["schemas"]["ItemLinks"];
        };
        OrderPage: {
            _embedded: {
                orders: components["schemas"]["Order"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Payment: {
            id: number;
            orderId: number;
            customerId: string;
            /** @enum {string} */
            status: "free" | "asked" | "unsent" | "unknown" | "declined" | "paid" | "partlyRefunded" | "refunded" | "stuck";
            amount: number;
            refunded: number;
            /** Format: date-time */
            createTime: string;
            _links: components["schemas"]["ItemLinks"];
        };
        PaymentPage: {
            _embedded: {
                payments: components["schemas"]["Payment"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Difference: {
            id: number;
            difference: string;
            /** @enum {unknown} */
            what: "unknown-charge" | "missing-charge" | "other-amount" | "other-currency" | "other-refund" | "charged-twice" | "contradiction";
            key: string;
            reference: number | null;
            ours: number;
            theirs: number;
            /** @enum {string} */
            status: "open" | "settled";
            at: string | null;
            reason: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        DifferencePage: {
            _embedded: {
                differences: components["schemas"]["Difference"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        FoodCooking: {
            id: number;
            /** @enum {string} */
            status: "Remembered" | "Paid" | "Accepted" | "CookStarted" | "CookFinished" | "Rejected" | "Canceled";
            foodId: string;
            orderId: number;
            options: string;
            storeId: string;
            isCanceled: boolean;
            address: string;
            qty: number;
            items: {
                /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                productId: string;
                qty: number;
                options: string[];
                price: number;
            }[];
            reason: string | null;
            acceptBy: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        FoodCookingPage: {
            _embedded: {
                foodCookings: components["schemas"]["FoodCooking"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Store: {
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            id: string;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            storeId: string;
            name: {
                ko: string;
                en: string;
            };
            address: string;
            location: {
                lat: number;
                lng: number;
            } | null;
            opens: string | null;
            closes: string | null;
            pausedUntil: string | null;
            minimum: number;
            deliveryFee: number;
            _links: components["schemas"]["ItemLinks"];
        };
        StorePage: {
            _embedded: {
                stores: components["schemas"]["Store"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Menu: {
            id: number;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            productId: string;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            storeId: string;
            names: {
                ko: string;
                en: string;
            };
            price: number;
            options: {
                [key: string]: number;
            };
            soldOut: boolean;
            _links: components["schemas"]["ItemLinks"];
        };
        MenuPage: {
            _embedded: {
                menus: components["schemas"]["Menu"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Delivery: {
            id: number;
            /** @enum {string} */
            status: "Remembered" | "Waiting" | "Ready" | "Picked" | "Delivered" | "Confirmed" | "Failed" | "Returned" | "Canceled";
            orderId: number;
            address: string | null;
            riderId: string | null;
            customerId: string;
            storeId: string;
            location: {
                lat: number;
                lng: number;
            } | null;
            reason: string | null;
            overdue: ("delivery" | "return") | null;
            _links: components["schemas"]["ItemLinks"];
        };
        DeliveryPage: {
            _embedded: {
                deliveries: components["schemas"]["Delivery"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Rider: {
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            id: string;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            riderId: string;
            onDuty: boolean;
            location: {
                lat: number;
                lng: number;
            } | null;
            deliveryId: number | null;
            /** @enum {string} */
            status: "OffDuty" | "Free" | "Picking" | "Busy";
            _links: components["schemas"]["ItemLinks"];
        };
        RiderPage: {
            _embedded: {
                riders: components["schemas"]["Rider"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Mypage: {
            id: number;
            orderId: number | null;
            customerId: string | null;
            status: string;
            storeId: string | null;
            productId: string | null;
            options: string[] | null;
            price: number | null;
            total: number | null;
            returned: number | null;
            couponId: number | null;
            riderId: string | null;
            address: string | null;
            location: {
                lat: number;
                lng: number;
            } | null;
            times: {
                [key: string]: string;
            } | null;
            _links: components["schemas"]["ItemLinks"];
        };
        MypagePage: {
            _embedded: {
                mypages: components["schemas"]["Mypage"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Message: {
            id: number;
            orderId: number | null;
            customerId: string | null;
            storeId: string | null;
            text: string | null;
            what: string | null;
            channel: string | null;
            status: string;
            createTime: string | null;
            sentTime: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        MessagePage: {
            _embedded: {
                messages: components["schemas"]["Message"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        StoreMessage: {
            id: number;
            orderId: number | null;
            customerId: string | null;
            storeId: string | null;
            text: string | null;
            what: string | null;
            channel: string | null;
            status: string;
            createTime: string | null;
            sentTime: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        StoreMessagePage: {
            _embedded: {
                storeMessages: components["schemas"]["StoreMessage"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Coupon: {
            id: number;
            orderId: number;
            discountPrice: number;
            isUsed: boolean;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            customerId: string;
            /** Format: date-time */
            expires: string;
            usedOrderId: number | null;
            /** @enum {string} */
            status: "unused" | "held" | "used" | "expired";
            _links: components["schemas"]["ItemLinks"];
        };
        CouponPage: {
            _embedded: {
                coupons: components["schemas"]["Coupon"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Changes: {
            /** @description Everything up to there was told */
            cursor: string;
            /** @description What was missed cannot be told: read everything anew */
            reset: boolean;
            changes: {
                /** @description The collection */
                of: string;
                id: number | string;
                /** @description Grows with every change of the item */
                version?: number;
                /** @description As it is read at its own address */
                item?: {
                    [key: string]: unknown;
                };
                /** @constant */
                gone?: true;
            }[];
        };
    };
    responses: {
        /** @description `malformed`: Not JSON, a field missing or of the wrong type, or a bad query */
        Malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no-identity`: There is no token, or it is not a good one */
        NoIdentity: {
            headers: {
                "WWW-Authenticate"?: "Bearer";
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-found`: There is nothing here, or nothing that the caller may see */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-acceptable`: Not available in the type that was asked for */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition-failed`: It does not have this ETag any more */
        Changed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too-large`: The body is larger than 64 KiB */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported-media-type`: The body is not JSON */
        MediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too-many`: Please wait a moment */
        TooMany: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unexpected`: On our side; please tell us the trace id */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: Nothing was done */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unknown`: Sent, but no answer came; ask again with the same Idempotency-Key */
        Unknown: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        page: number;
        size: number;
        /** @description The same key with the same body is the same request, for 24 hours */
        IdempotencyKey: string;
        /** @description Only if the item still has this ETag */
        IfMatch: string;
        /** @description Only if the item has another ETag by now */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description The version of the item */
        ETag: string;
        /** @description Seconds to wait */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
