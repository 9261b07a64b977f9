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
                        customerId?: string | null;
                        /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
                        item: string;
                        qty: number;
                        price?: number | null;
                        address?: string | null;
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
                 *     `sold-out`: This is sold out.
                 *
                 *     `gone`: What was kept for this order has been given up. Please order again.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.
                 *
                 *     `expired`: This order has expired. Whatever was paid for it goes back to you.
                 *
                 *     `price-changed`: The price is now {price} won.
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
                 *     `no-such-item`: The bakery does not sell "{item}".
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
         * @description `{"status": "Canceled"}` is CancelOrder. Never creates.
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
         * @description `{"status": "Canceled"}` is CancelOrder.
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
                        status: "Canceled";
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
                 *     `sold-out`: This is sold out.
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
                 *     `no-such-item`: The bakery does not sell "{item}".
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
    "/items": {
        parameters: {
        };
        /** The items that the caller may see */
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
                /** @description A page of items */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["ItemPage"];
                        "application/json": components["schemas"]["ItemPage"];
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
         * Add item
         * @description By baker. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
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
                        item: string;
                        price: number;
                        stock?: number | null;
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
                        "application/hal+json": components["schemas"]["Item"];
                        "application/json": components["schemas"]["Item"];
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
                 *     `exists`: The bakery already sells this.
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
    "/items/{id}": {
        parameters: {
            path: {
                id: string;
            };
        };
        /** One item */
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
                        "application/hal+json": components["schemas"]["Item"];
                        "application/json": components["schemas"]["Item"];
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
         * A whole item, changed
         * @description The fields are changed by ChangeItem. Never creates.
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
                    "application/json": components["schemas"]["Item"];
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
                        "application/hal+json": components["schemas"]["Item"];
                        "application/json": components["schemas"]["Item"];
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
         * Change a item
         * @description The fields are changed by ChangeItem.
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
                        price?: number | null;
                        stock?: number | null;
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
                        "application/hal+json": components["schemas"]["Item"];
                        "application/json": components["schemas"]["Item"];
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
    "/items/search": {
        parameters: {
        };
        /** The searches in items */
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
    "/profile/items": {
        parameters: {
        };
        /** The JSON Schema of a item */
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
         * @description By baker, operator.
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
        /** Payments by orderId in requested, unknown, notCharged, approved, declined, refunding, stuck, canceled, voided */
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
        /** Payments in requested, unknown, notCharged, refunding, stuck */
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
    "/bakeries": {
        parameters: {
        };
        /** The bakeries that the caller may see */
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
                /** @description A page of bakeries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BakeryPage"];
                        "application/json": components["schemas"]["BakeryPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /** A status of the bakery of this key: the same as its command */
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
                        /** @enum {string} */
                        status: "Confirmed" | "Rejected" | "Baking" | "OutForDelivery" | "Delivered";
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One bakery */
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
         * A whole bakery, changed
         * @description `{"status": "Confirmed"}` is Confirm. `{"status": "Rejected"}` is Reject. `{"status": "Baking"}` is Bake. `{"status": "OutForDelivery"}` is Dispatch. `{"status": "Delivered"}` is Deliver. Never creates.
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
                    "application/json": components["schemas"]["Bakery"];
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
         * Change a bakery
         * @description `{"status": "Confirmed"}` is Confirm. `{"status": "Rejected"}` is Reject. `{"status": "Baking"}` is Bake. `{"status": "OutForDelivery"}` is Dispatch. `{"status": "Delivered"}` is Deliver.
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
                        status: "Confirmed" | "Rejected" | "Baking" | "OutForDelivery" | "Delivered";
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/{id}/confirm": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Confirm
         * @description By baker.
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/{id}/reject": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Reject
         * @description By baker.
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/{id}/bake": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Bake
         * @description By baker.
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/{id}/dispatch": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Dispatch
         * @description By baker.
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/{id}/deliver": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Deliver
         * @description By baker.
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
                        "application/hal+json": components["schemas"]["Bakery"];
                        "application/json": components["schemas"]["Bakery"];
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
    "/bakeries/search": {
        parameters: {
        };
        /** The searches in bakeries */
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
    "/bakeries/search/findByOrderId": {
        parameters: {
        };
        /** Bakeries by orderId */
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
                /** @description A page of bakeries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BakeryPage"];
                        "application/json": components["schemas"]["BakeryPage"];
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
    "/bakeries/search/todo": {
        parameters: {
        };
        /** Bakeries in Received, Confirmed, Baking, OutForDelivery */
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
                /** @description A page of bakeries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BakeryPage"];
                        "application/json": components["schemas"]["BakeryPage"];
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
    "/profile/bakeries": {
        parameters: {
        };
        /** The JSON Schema of a bakery */
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
    "/bakeries/settings": {
        parameters: {
        };
        /** One settings */
        get: {
            parameters: {
                header?: {
                    /** @description Only if the item has another ETag by now */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
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
                        "application/hal+json": components["schemas"]["Settings"];
                        "application/json": components["schemas"]["Settings"];
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
         * A whole settings, changed
         * @description The fields are changed by ChangeShop. Never creates.
         */
        put: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Settings"];
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
                        "application/hal+json": components["schemas"]["Settings"];
                        "application/json": components["schemas"]["Settings"];
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
         * Change a settings
         * @description The fields are changed by ChangeShop.
         */
        patch: {
            parameters: {
                header?: {
                    /** @description The same key with the same body is the same request, for 24 hours */
                    "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                    /** @description Only if the item still has this ETag */
                    "If-Match"?: components["parameters"]["IfMatch"];
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        autoConfirm?: boolean;
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
                        "application/hal+json": components["schemas"]["Settings"];
                        "application/json": components["schemas"]["Settings"];
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
    "/mypages": {
        parameters: {
        };
        /** The mypages that the caller may see */
        get: {
            parameters: {
                query?: {
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
                    orderId?: number;
                    customerId?: string;
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
    "/messages/search/findByCustomerId": {
        parameters: {
        };
        /** Messages by customerId */
        get: {
            parameters: {
                query: {
                    customerId: string;
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
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            customerId: string;
            item: string;
            qty: number;
            price: number;
            address: string | null;
            /** @enum {string} */
            status: "AwaitingPayment" | "Ordered" | "Confirmed" | "Baking" | "OutForDelivery" | "Delivered" | "Rejected" | "Canceled" | "Declined" | "Expired";
            reason: string | null;
            cancellation: ("requested" | "done" | "refused") | null;
            createTime: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        OrderPage: {
            _embedded: {
                orders: components["schemas"]["Order"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Item: {
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            id: string;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            item: string;
            price: number;
            stock: number | null;
            _links: components["schemas"]["ItemLinks"];
        };
        ItemPage: {
            _embedded: {
                items: components["schemas"]["Item"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Payment: {
            id: number;
            orderId: number;
            customerId: string | null;
            price: number | null;
            refunded: number;
            /** @enum {unknown} */
            action: "apply" | "cancel";
            /** @enum {string} */
            status: "requested" | "unknown" | "notCharged" | "approved" | "declined" | "refunding" | "stuck" | "canceled" | "voided";
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
        Bakery: {
            id: number;
            orderId: number;
            item: string | null;
            qty: number | null;
            address: string | null;
            /** @enum {string} */
            status: "Remembered" | "Received" | "Confirmed" | "Baking" | "OutForDelivery" | "Delivered" | "Rejected" | "Canceled";
            reason: string | null;
            createTime: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        BakeryPage: {
            _embedded: {
                bakeries: components["schemas"]["Bakery"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Settings: {
            id: string;
            autoConfirm: boolean;
            _links: components["schemas"]["ItemLinks"];
        };
        SettingsPage: {
            _embedded: {
                "bakeries/settings": components["schemas"]["Settings"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Mypage: {
            id: number;
            action: ("apply" | "cancel") | null;
            bakeryId: number | null;
            customerId: string | null;
            item: string | null;
            orderId: number | null;
            paymentId: number | null;
            price: number | null;
            qty: number | null;
            status: string;
            reason: string | null;
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
            customerId: string | null;
            text: string | null;
            what: ("Ordered" | "Confirmed" | "BakingStarted" | "Dispatched" | "Delivered" | "Rejected" | "BakeryCanceled" | "ChargeReturned" | "PayReturned" | "CancelFailed") | null;
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
