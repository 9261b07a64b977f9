// Written from the OpenAPI document: npm run docs
export interface paths {
    "/orders": {
        parameters: {
        };
        /** The orders that the caller may see */
        get: {
            parameters: {
                query?: {
                    phoneNumber?: string;
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
         * @description By its owner, manager. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
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
                        /** @description As people write it (010-1234-5678, +82 10 1234 5678); kept as digits */
                        phoneNumber?: string;
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        productName: string;
                        qty: number;
                        amt?: number | null;
                        options?: {
                            size?: string | null;
                            temperature?: string | null;
                            extras?: string[] | null;
                        } | null;
                        pickupTime?: string | null;
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `sold-out`: This product is sold out.
                 *
                 *     `gone`: What was kept for this order has been given up. Please order again.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
                 *
                 *     `price-changed`: The price has changed. It is now {amt} won.
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
                 *     `no-such-product`: There is no such product on the menu.
                 *
                 *     `payment-declined`: Your payment was declined. Nothing was charged.
                 *
                 *     `no-such-option`: This product does not come with the option "{option}".
                 *
                 *     `pickup-time-passed`: The pick-up time has already passed.
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
         * @description `{"status": "OrderCanceled"}` is CancelOrder. Never creates.
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Your drink is already being made, so the order cannot be canceled.
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
         * @description By its owner, manager.
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Your drink is already being made, so the order cannot be canceled.
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
         * @description `{"status": "OrderCanceled"}` is CancelOrder.
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
                        status: "OrderCanceled";
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Your drink is already being made, so the order cannot be canceled.
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
    "/orders/{id}/cancel": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Cancel order
         * @description By its owner, manager.
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `already-started`: Your drink is already being made, so the order cannot be canceled.
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
    "/orders/{id}/pay": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Pay order
         * @description By its owner, manager, operator.
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `sold-out`: This product is sold out.
                 *
                 *     `gone`: What was kept for this order has been given up. Please order again.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
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
                 *     `no-such-product`: There is no such product on the menu.
                 *
                 *     `payment-declined`: Your payment was declined. Nothing was charged.
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
    "/orders/search/findByPhoneNumber": {
        parameters: {
        };
        /** Orders by phoneNumber */
        get: {
            parameters: {
                query: {
                    phoneNumber: string;
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
    "/menu": {
        parameters: {
        };
        /** The menu that the caller may see */
        get: {
            parameters: {
                query?: {
                    productName?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of menu */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MenuItemPage"];
                        "application/json": components["schemas"]["MenuItemPage"];
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
         * Add menu item
         * @description By manager. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
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
                            size: {
                                [key: string]: number;
                            };
                            temperature: {
                                [key: string]: number;
                            };
                            extras: {
                                [key: string]: number;
                            };
                        } | null;
                        stock?: number | null;
                        soldOut?: boolean | null;
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        productName: string;
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
                        "application/hal+json": components["schemas"]["MenuItem"];
                        "application/json": components["schemas"]["MenuItem"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `exists`: This product is already on the menu.
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
    "/menu/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One menuItem */
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
                        "application/hal+json": components["schemas"]["MenuItem"];
                        "application/json": components["schemas"]["MenuItem"];
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
         * A whole menuItem, changed
         * @description The fields are changed by ChangeMenuItem. Never creates.
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
                    "application/json": components["schemas"]["MenuItem"];
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
                        "application/hal+json": components["schemas"]["MenuItem"];
                        "application/json": components["schemas"]["MenuItem"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
         * Remove menu item
         * @description By manager.
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
         * Change a menuItem
         * @description The fields are changed by ChangeMenuItem.
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
                            size: {
                                [key: string]: number;
                            };
                            temperature: {
                                [key: string]: number;
                            };
                            extras: {
                                [key: string]: number;
                            };
                        } | null;
                        stock?: number | null;
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
                        "application/hal+json": components["schemas"]["MenuItem"];
                        "application/json": components["schemas"]["MenuItem"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
    "/menu/search": {
        parameters: {
        };
        /** The searches in menu */
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
    "/menu/search/findByProductName": {
        parameters: {
        };
        /** Menu by productName */
        get: {
            parameters: {
                query: {
                    productName: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of menu */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["MenuItemPage"];
                        "application/json": components["schemas"]["MenuItemPage"];
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
    "/profile/menu": {
        parameters: {
        };
        /** The JSON Schema of a menuItem */
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
                 *     `not-yours`: This belongs to somebody else
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
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
                 *     `no-such-order`: There is no such order
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
    "/payments/{id}/giveBack": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Give back
         * @description By manager, operator.
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
            requestBody?: {
                content: {
                    "application/json": {
                        tries?: number;
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
        /** Payments by orderId in PaymentRequested, PaymentUnknown, NotCharged, PaymentApproved, PaymentDeclined, Refunding, RefundStuck, PaymentCanceled, Voided */
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
        /** Payments in PaymentRequested, PaymentUnknown, NotCharged, Refunding, RefundStuck */
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
    "/drinks": {
        parameters: {
        };
        /** The drinks that the caller may see */
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
                /** @description A page of drinks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DrinkPage"];
                        "application/json": components["schemas"]["DrinkPage"];
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
    "/drinks/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One drink */
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
                        "application/hal+json": components["schemas"]["Drink"];
                        "application/json": components["schemas"]["Drink"];
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
         * A whole drink, changed
         * @description `{"status": "Receipted"}` is Receive. `{"status": "Made"}` is Make. `{"status": "PickedUp"}` is HandOver. Never creates.
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
                    "application/json": components["schemas"]["Drink"];
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
                        "application/hal+json": components["schemas"]["Drink"];
                        "application/json": components["schemas"]["Drink"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
         * Change a drink
         * @description `{"status": "Receipted"}` is Receive. `{"status": "Made"}` is Make. `{"status": "PickedUp"}` is HandOver.
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
                        status: "Receipted" | "Made" | "PickedUp";
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
                        "application/hal+json": components["schemas"]["Drink"];
                        "application/json": components["schemas"]["Drink"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
    "/drinks/{id}/receive": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Receive
         * @description By barista.
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
                        "application/hal+json": components["schemas"]["Drink"];
                        "application/json": components["schemas"]["Drink"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
    "/drinks/{id}/make": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Make
         * @description By barista.
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
                        "application/hal+json": components["schemas"]["Drink"];
                        "application/json": components["schemas"]["Drink"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
    "/drinks/{id}/handOver": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Hand over
         * @description By barista.
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
                        "application/hal+json": components["schemas"]["Drink"];
                        "application/json": components["schemas"]["Drink"];
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
                 * @description `in-progress`: Your order is being paid at this very moment. Please wait a little.
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
    "/drinks/search": {
        parameters: {
        };
        /** The searches in drinks */
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
    "/drinks/search/findByOrderId": {
        parameters: {
        };
        /** Drinks by orderId */
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
                /** @description A page of drinks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DrinkPage"];
                        "application/json": components["schemas"]["DrinkPage"];
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
    "/drinks/search/board": {
        parameters: {
        };
        /** Drinks in PaymentApproved, Receipted */
        get: {
            parameters: {
                query?: {
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                };
            };
            responses: {
                /** @description A page of drinks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": {
                            _embedded: {
                                drinks: (components["schemas"]["Drink"] & {
                                    waitingTime: number;
                                })[];
                            };
                            _links: components["schemas"]["ItemLinks"];
                            page: components["schemas"]["PageInfo"];
                        };
                        "application/json": {
                            _embedded: {
                                drinks: (components["schemas"]["Drink"] & {
                                    waitingTime: number;
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
    };
    "/drinks/search/ready": {
        parameters: {
        };
        /** Drinks in Made */
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
                /** @description A page of drinks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DrinkPage"];
                        "application/json": components["schemas"]["DrinkPage"];
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
    "/profile/drinks": {
        parameters: {
        };
        /** The JSON Schema of a drink */
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
                    phoneNumber?: string;
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
    "/mypages/search/findByPhoneNumber": {
        parameters: {
        };
        /** Mypages by phoneNumber */
        get: {
            parameters: {
                query: {
                    phoneNumber: string;
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
                    phoneNumber?: string;
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
    "/messages/search/findByPhoneNumber": {
        parameters: {
        };
        /** Messages by phoneNumber */
        get: {
            parameters: {
                query: {
                    phoneNumber: string;
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
            /** @description As people write it (010-1234-5678, +82 10 1234 5678); kept as digits */
            phoneNumber: string;
            productName: string;
            qty: number;
            amt: number;
            /** @enum {string} */
            status: "AwaitingPayment" | "Ordered" | "OrderCanceled" | "Declined" | "Expired";
            options: {
                size?: string | null;
                temperature?: string | null;
                extras?: string[] | null;
            };
            pickupTime: string | null;
            pickupNumber: number | null;
            createTime: string | null;
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
        MenuItem: {
            id: number;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            productName: string;
            names: {
                ko: string;
                en: string;
            };
            price: number;
            options: {
                size: {
                    [key: string]: number;
                };
                temperature: {
                    [key: string]: number;
                };
                extras: {
                    [key: string]: number;
                };
            };
            stock: number | null;
            soldOut: boolean;
            _links: components["schemas"]["ItemLinks"];
        };
        MenuItemPage: {
            _embedded: {
                menu: components["schemas"]["MenuItem"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Payment: {
            id: number;
            orderId: number;
            phoneNumber: string | null;
            amt: number | null;
            refunded: number;
            /** @enum {string} */
            status: "PaymentRequested" | "PaymentUnknown" | "NotCharged" | "PaymentApproved" | "PaymentDeclined" | "Refunding" | "RefundStuck" | "PaymentCanceled" | "Voided";
            createTime: string | null;
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
        Drink: {
            id: number;
            orderId: number;
            /** @description As people write it (010-1234-5678, +82 10 1234 5678); kept as digits */
            phoneNumber: string;
            productName: string | null;
            qty: number | null;
            /** @enum {string} */
            status: "Remembered" | "PaymentApproved" | "Receipted" | "Made" | "PickedUp" | "DrinkCanceled";
            options: {
                size?: string | null;
                temperature?: string | null;
                extras?: string[] | null;
            };
            pickupTime: string | null;
            pickupNumber: number | null;
            createTime: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        DrinkPage: {
            _embedded: {
                drinks: components["schemas"]["Drink"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Mypage: {
            id: number;
            orderId: number | null;
            phoneNumber: string | null;
            productName: string | null;
            qty: number | null;
            amt: number | null;
            status: string;
            paymentStatus: string | null;
            drinkStatus: string | null;
            pickupNumber: number | null;
            returned: number | null;
            updateTime: string | null;
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
            phoneNumber: string | null;
            text: string | null;
            what: ("Ordered" | "Receipted" | "Made" | "PickedUp" | "OrderCanceled" | "CancelFailed" | "PaymentPartlyRefunded" | "ChargeReturned" | "PaymentCanceled") | null;
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
