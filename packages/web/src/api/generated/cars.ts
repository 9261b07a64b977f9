// Written from the OpenAPI document: npm run docs
export interface paths {
    "/purchases": {
        parameters: {
        };
        /** The purchases that the caller may see */
        get: {
            parameters: {
                query?: {
                    cuId?: number;
                    carId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of purchases */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PurchasePage"];
                        "application/json": components["schemas"]["PurchasePage"];
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
         * Request purchase
         * @description By its owner. Numbers may arrive as strings and strings as numbers; unknown fields are ignored. `puCanceldate` is read as `puCancelDate`.
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
                        cuId?: number;
                        carId: number;
                        salePrice?: number | null;
                        phoneNumber?: string | null;
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
                        "application/hal+json": components["schemas"]["Purchase"];
                        "application/json": components["schemas"]["Purchase"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `exists`: This car is already known here.
                 *
                 *     `sold-out`: This car is held for somebody else, or sold.
                 *
                 *     `gone`: The car kept for this purchase has been given up. Please ask for it again.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.
                 *
                 *     `expired`: This purchase has expired. Whatever was paid for it goes back to you.
                 *
                 *     `price-changed`: The price is now {salePrice} won.
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
                 *     `payment-declined`: Your payment was declined. Nothing was charged.
                 *
                 *     `no-such-car`: There is no such car.
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
    "/purchases/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One purchase */
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
                        "application/hal+json": components["schemas"]["Purchase"];
                        "application/json": components["schemas"]["Purchase"];
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
         * A whole purchase, changed
         * @description `{"status": "N"}` is CancelPurchase. Never creates.
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
                    "application/json": components["schemas"]["Purchase"];
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
                        "application/hal+json": components["schemas"]["Purchase"];
                        "application/json": components["schemas"]["Purchase"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
         * Cancel purchase
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
         * Change a purchase
         * @description `{"status": "N"}` is CancelPurchase.
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
                        status: "N";
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
                        "application/hal+json": components["schemas"]["Purchase"];
                        "application/json": components["schemas"]["Purchase"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
    "/purchases/{id}/cancel": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Cancel purchase
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
                        "application/hal+json": components["schemas"]["Purchase"];
                        "application/json": components["schemas"]["Purchase"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
    "/purchases/{id}/pay": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Pay purchase
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
                        "application/hal+json": components["schemas"]["Purchase"];
                        "application/json": components["schemas"]["Purchase"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `exists`: This car is already known here.
                 *
                 *     `sold-out`: This car is held for somebody else, or sold.
                 *
                 *     `gone`: The car kept for this purchase has been given up. Please ask for it again.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.
                 *
                 *     `expired`: This purchase has expired. Whatever was paid for it goes back to you.
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
    "/purchases/search": {
        parameters: {
        };
        /** The searches in purchases */
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
    "/purchases/search/findByCuId": {
        parameters: {
        };
        /** Purchases by cuId */
        get: {
            parameters: {
                query: {
                    cuId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of purchases */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PurchasePage"];
                        "application/json": components["schemas"]["PurchasePage"];
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
    "/purchases/search/findByCarId": {
        parameters: {
        };
        /** Purchases by carId */
        get: {
            parameters: {
                query: {
                    carId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of purchases */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PurchasePage"];
                        "application/json": components["schemas"]["PurchasePage"];
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
    "/purchases/search/unpaid": {
        parameters: {
        };
        /** Purchases in AwaitingPayment, Declined, Expired */
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
                /** @description A page of purchases */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PurchasePage"];
                        "application/json": components["schemas"]["PurchasePage"];
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
    "/purchases/{id}/history": {
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
    "/profile/purchases": {
        parameters: {
        };
        /** The JSON Schema of a purchase */
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
    "/sales": {
        parameters: {
        };
        /** The sales that the caller may see */
        get: {
            parameters: {
                query?: {
                    sellerId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of sales */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["SalePage"];
                        "application/json": components["schemas"]["SalePage"];
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
         * Register sale
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
                        sellerId?: number;
                        phoneNumber?: string | null;
                        /** @description Blanks and hyphens are left out where it comes in */
                        plateNumber: string;
                        model: string;
                        year: number;
                        mileage: number;
                        /** @enum {unknown} */
                        condition: "A" | "B" | "C";
                        quoteId?: number | null;
                        language?: ("ko" | "en") | null;
                        payoutToken?: string | null;
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
                        "application/hal+json": components["schemas"]["Sale"];
                        "application/json": components["schemas"]["Sale"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `exists`: This car is already known here.
                 *
                 *     `sold-out`: This car is held for somebody else, or sold.
                 *
                 *     `gone`: The car kept for this purchase has been given up. Please ask for it again.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.
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
                 *     `payment-declined`: Your payment was declined. Nothing was charged.
                 *
                 *     `no-such-quote`: There is no such quote for this car, or it has run out.
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
    "/sales/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One sale */
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
                        "application/hal+json": components["schemas"]["Sale"];
                        "application/json": components["schemas"]["Sale"];
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
         * A whole sale, changed
         * @description `{"status": "Cancelled"}` is CancelSale. Never creates.
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
                    "application/json": components["schemas"]["Sale"];
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
                        "application/hal+json": components["schemas"]["Sale"];
                        "application/json": components["schemas"]["Sale"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `held`: The car is held for a buyer, or sold, so the sale cannot be cancelled.
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
         * Cancel sale
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `held`: The car is held for a buyer, or sold, so the sale cannot be cancelled.
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
         * Change a sale
         * @description `{"status": "Cancelled"}` is CancelSale.
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
                        status: "Cancelled";
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
                        "application/hal+json": components["schemas"]["Sale"];
                        "application/json": components["schemas"]["Sale"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `held`: The car is held for a buyer, or sold, so the sale cannot be cancelled.
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
    "/sales/{id}/decide": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Decide sale
         * @description By purchasing.
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
                        buy: boolean;
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
                        "application/hal+json": components["schemas"]["Sale"];
                        "application/json": components["schemas"]["Sale"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
                 *     `reason-missing`: Please say why the car is not bought.
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
    "/sales/{id}/cancel": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Cancel sale
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
                        "application/hal+json": components["schemas"]["Sale"];
                        "application/json": components["schemas"]["Sale"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `held`: The car is held for a buyer, or sold, so the sale cannot be cancelled.
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
    "/sales/search": {
        parameters: {
        };
        /** The searches in sales */
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
    "/sales/search/findBySellerId": {
        parameters: {
        };
        /** Sales by sellerId */
        get: {
            parameters: {
                query: {
                    sellerId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of sales */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["SalePage"];
                        "application/json": components["schemas"]["SalePage"];
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
    "/sales/search/registered": {
        parameters: {
        };
        /** Sales in Registered */
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
                /** @description A page of sales */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["SalePage"];
                        "application/json": components["schemas"]["SalePage"];
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
    "/sales/{id}/history": {
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
    "/profile/sales": {
        parameters: {
        };
        /** The JSON Schema of a sale */
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
    "/quotes": {
        parameters: {
        };
        /** The quotes that the caller may see */
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
                /** @description A page of quotes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["QuotePage"];
                        "application/json": components["schemas"]["QuotePage"];
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
         * Ask quote
         * @description By its owner, seller, purchasing. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
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
                        sellerId?: number | null;
                        model: string;
                        year: number;
                        mileage: number;
                        /** @enum {unknown} */
                        condition: "A" | "B" | "C";
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
                        "application/hal+json": components["schemas"]["Quote"];
                        "application/json": components["schemas"]["Quote"];
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
                /** @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little. */
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
    "/quotes/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One quote */
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
                        "application/hal+json": components["schemas"]["Quote"];
                        "application/json": components["schemas"]["Quote"];
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
    "/quotes/search": {
        parameters: {
        };
        /** The searches in quotes */
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
    "/profile/quotes": {
        parameters: {
        };
        /** The JSON Schema of a quote */
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
    "/cars": {
        parameters: {
        };
        /** The cars that the caller may see */
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
                /** @description A page of cars */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["CarPage"];
                        "application/json": components["schemas"]["CarPage"];
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
    "/cars/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One car */
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
                        "application/hal+json": components["schemas"]["Car"];
                        "application/json": components["schemas"]["Car"];
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
    "/cars/search": {
        parameters: {
        };
        /** The searches in cars */
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
    "/profile/cars": {
        parameters: {
        };
        /** The JSON Schema of a car */
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
    "/billings": {
        parameters: {
        };
        /** The billings that the caller may see */
        get: {
            parameters: {
                query?: {
                    puId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of billings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BillingPage"];
                        "application/json": components["schemas"]["BillingPage"];
                    };
                };
                400: components["responses"]["Malformed"];
                401: components["responses"]["NoIdentity"];
                406: components["responses"]["NotAcceptable"];
                429: components["responses"]["TooMany"];
                default: components["responses"]["Unexpected"];
            };
        };
        /** Pay purchase, answered with the billing */
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
                        puId: number;
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
                        "application/hal+json": components["schemas"]["Billing"];
                        "application/json": components["schemas"]["Billing"];
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
                        "application/hal+json": components["schemas"]["Billing"];
                        "application/json": components["schemas"]["Billing"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `expired`: This purchase has expired. Whatever was paid for it goes back to you.
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
    "/billings/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One billing */
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
                        "application/hal+json": components["schemas"]["Billing"];
                        "application/json": components["schemas"]["Billing"];
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
    "/billings/{id}/giveBack": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Give back
         * @description By purchasing, operator.
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
                        "application/hal+json": components["schemas"]["Billing"];
                        "application/json": components["schemas"]["Billing"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/billings/{id}/retryRefund": {
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
                        "application/hal+json": components["schemas"]["Billing"];
                        "application/json": components["schemas"]["Billing"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/billings/search": {
        parameters: {
        };
        /** The searches in billings */
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
    "/billings/search/findByPuId": {
        parameters: {
        };
        /** Billings by puId in requested, U, notCharged, Y, D, refunding, stuck, M, voided */
        get: {
            parameters: {
                query: {
                    puId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of billings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BillingPage"];
                        "application/json": components["schemas"]["BillingPage"];
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
    "/billings/search/unsettled": {
        parameters: {
        };
        /** Billings in requested, U, notCharged, refunding, stuck */
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
                /** @description A page of billings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BillingPage"];
                        "application/json": components["schemas"]["BillingPage"];
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
    "/profile/billings": {
        parameters: {
        };
        /** The JSON Schema of a billing */
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
    "/payouts": {
        parameters: {
        };
        /** The payouts that the caller may see */
        get: {
            parameters: {
                query?: {
                    saleId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of payouts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PayoutPage"];
                        "application/json": components["schemas"]["PayoutPage"];
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
    "/payouts/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One payout */
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
                        "application/hal+json": components["schemas"]["Payout"];
                        "application/json": components["schemas"]["Payout"];
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
    "/payouts/{id}/retry": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Retry payout
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
                        "application/hal+json": components["schemas"]["Payout"];
                        "application/json": components["schemas"]["Payout"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/payouts/{id}/retryReclaim": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Retry reclaim
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
                        "application/hal+json": components["schemas"]["Payout"];
                        "application/json": components["schemas"]["Payout"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/payouts/{id}/reclaimed": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Note reclaimed
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
                        "application/hal+json": components["schemas"]["Payout"];
                        "application/json": components["schemas"]["Payout"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/payouts/search": {
        parameters: {
        };
        /** The searches in payouts */
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
    "/payouts/search/findBySaleId": {
        parameters: {
        };
        /** Payouts by saleId */
        get: {
            parameters: {
                query: {
                    saleId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of payouts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PayoutPage"];
                        "application/json": components["schemas"]["PayoutPage"];
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
    "/payouts/search/unsettled": {
        parameters: {
        };
        /** Payouts in requested, U, stuck, reclaiming, reclaimStuck */
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
                /** @description A page of payouts */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["PayoutPage"];
                        "application/json": components["schemas"]["PayoutPage"];
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
    "/profile/payouts": {
        parameters: {
        };
        /** The JSON Schema of a payout */
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/consigns": {
        parameters: {
        };
        /** The consigns that the caller may see */
        get: {
            parameters: {
                query?: {
                    puId?: number | null;
                    saleId?: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of consigns */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["ConsignPage"];
                        "application/json": components["schemas"]["ConsignPage"];
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
    "/consigns/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One consign */
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
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
         * A whole consign, changed
         * @description `{"status": "NO"}` is StopTransport. Never creates.
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
                    "application/json": components["schemas"]["Consign"];
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
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
         * Change a consign
         * @description `{"status": "NO"}` is StopTransport.
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
                        /** @enum {string} */
                        status: "NO";
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
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
    "/consigns/{id}/load": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /**
         * Load
         * @description By transporter.
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
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/consigns/{id}/depart": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /**
         * Depart
         * @description By transporter.
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
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/consigns/{id}/handOver": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /**
         * Hand over
         * @description By transporter.
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
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
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
    "/consigns/{id}/cancel": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /**
         * Stop transport
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
            responses: {
                /** @description Done, or done before */
                200: {
                    headers: {
                        ETag: components["headers"]["ETag"];
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["Consign"];
                        "application/json": components["schemas"]["Consign"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `handed-over`: The car has been handed over, so this cannot be cancelled.
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
    "/consigns/search": {
        parameters: {
        };
        /** The searches in consigns */
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
    "/consigns/search/findByPuId": {
        parameters: {
        };
        /** Consigns by puId */
        get: {
            parameters: {
                query: {
                    puId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of consigns */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["ConsignPage"];
                        "application/json": components["schemas"]["ConsignPage"];
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
    "/consigns/search/findBySaleId": {
        parameters: {
        };
        /** Consigns by saleId */
        get: {
            parameters: {
                query: {
                    saleId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of consigns */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["ConsignPage"];
                        "application/json": components["schemas"]["ConsignPage"];
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
    "/consigns/search/todo": {
        parameters: {
        };
        /** Consigns in YES */
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
                /** @description A page of consigns */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["ConsignPage"];
                        "application/json": components["schemas"]["ConsignPage"];
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
    "/profile/consigns": {
        parameters: {
        };
        /** The JSON Schema of a consign */
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
    "/stocks": {
        parameters: {
        };
        /** The stocks that the caller may see */
        get: {
            parameters: {
                query?: {
                    carId?: number;
                    available?: boolean;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of stocks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StockPage"];
                        "application/json": components["schemas"]["StockPage"];
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
         * Add stock
         * @description By stockManager. Numbers may arrive as strings and strings as numbers; unknown fields are ignored.
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
                        carType: string;
                        salePrice: number;
                        model?: string | null;
                        year?: number | null;
                        mileage?: number | null;
                        condition?: ("A" | "B" | "C") | null;
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
                        "application/hal+json": components["schemas"]["Stock"];
                        "application/json": components["schemas"]["Stock"];
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
                 * @description `in-progress`: Your purchase is being paid at this very moment. Please wait a little.
                 *
                 *     `exists`: This car is already known here.
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
    "/stocks/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One stock */
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
                        "application/hal+json": components["schemas"]["Stock"];
                        "application/json": components["schemas"]["Stock"];
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
    "/stocks/search": {
        parameters: {
        };
        /** The searches in stocks */
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
    "/stocks/search/findByCarId": {
        parameters: {
        };
        /** Stocks by carId */
        get: {
            parameters: {
                query: {
                    carId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of stocks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StockPage"];
                        "application/json": components["schemas"]["StockPage"];
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
    "/stocks/search/findByAvailable": {
        parameters: {
        };
        /** Stocks by available */
        get: {
            parameters: {
                query: {
                    available: boolean;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of stocks */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StockPage"];
                        "application/json": components["schemas"]["StockPage"];
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
    "/profile/stocks": {
        parameters: {
        };
        /** The JSON Schema of a stock */
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
    "/dashes": {
        parameters: {
        };
        /** The dashes that the caller may see */
        get: {
            parameters: {
                query?: {
                    puId?: number | null;
                    payId?: number | null;
                    conId?: number | null;
                    stockId?: number | null;
                    cuId?: number | null;
                    saleId?: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/dashes/{id}": {
        parameters: {
            path: {
                id: number | string;
            };
        };
        /** One dash */
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
                        "application/hal+json": components["schemas"]["Dash"];
                        "application/json": components["schemas"]["Dash"];
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
    "/dashes/search": {
        parameters: {
        };
        /** The searches in dashes */
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
    "/dashes/search/findByPuId": {
        parameters: {
        };
        /** Dashes by puId */
        get: {
            parameters: {
                query: {
                    puId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/dashes/search/findByPayId": {
        parameters: {
        };
        /** Dashes by payId */
        get: {
            parameters: {
                query: {
                    payId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/dashes/search/findByConId": {
        parameters: {
        };
        /** Dashes by conId */
        get: {
            parameters: {
                query: {
                    conId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/dashes/search/findByStockId": {
        parameters: {
        };
        /** Dashes by stockId */
        get: {
            parameters: {
                query: {
                    stockId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/dashes/search/findByCuId": {
        parameters: {
        };
        /** Dashes by cuId */
        get: {
            parameters: {
                query: {
                    cuId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/dashes/search/findBySaleId": {
        parameters: {
        };
        /** Dashes by saleId */
        get: {
            parameters: {
                query: {
                    saleId: number | null;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number | string;
                };
            };
            responses: {
                /** @description A page of dashes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["DashPage"];
                        "application/json": components["schemas"]["DashPage"];
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
    "/profile/dashes": {
        parameters: {
        };
        /** The JSON Schema of a dash */
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
                    puId?: number | null;
                    saleId?: number | null;
                    cuId?: number;
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
    "/messages/search/findByPuId": {
        parameters: {
        };
        /** Messages by puId */
        get: {
            parameters: {
                query: {
                    puId: number | null;
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
    "/messages/search/findBySaleId": {
        parameters: {
        };
        /** Messages by saleId */
        get: {
            parameters: {
                query: {
                    saleId: number | null;
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
    "/messages/search/findByCuId": {
        parameters: {
        };
        /** Messages by cuId */
        get: {
            parameters: {
                query: {
                    cuId: number;
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
        Purchase: {
            id: number;
            puId: number;
            cuId: number;
            carId: number;
            salePrice: number;
            phoneNumber: string | null;
            puDate: string | null;
            puCancelDate: string | null;
            cancellation: ("requested" | "done" | "refused") | null;
            handedOver: boolean;
            /** @enum {unknown} */
            puStatus: "AwaitingPayment" | "Y" | "N" | "Declined" | "Expired";
            _links: components["schemas"]["ItemLinks"];
        };
        PurchasePage: {
            _embedded: {
                purchases: components["schemas"]["Purchase"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Sale: {
            id: number;
            saleId: number;
            sellerId: number;
            phoneNumber: string | null;
            /** @description Blanks and hyphens are left out where it comes in */
            plateNumber: string;
            model: string;
            year: number;
            mileage: number;
            /** @enum {unknown} */
            condition: "A" | "B" | "C";
            quote: number;
            quoteDate: string | null;
            salePrice: number;
            /** @enum {string} */
            status: "Wanted" | "Refused" | "Registered" | "Declined" | "Decided" | "PaidOut" | "Collecting" | "InStock" | "Cancelled";
            reason: string | null;
            carId: number | null;
            cancelDate: string | null;
            done: boolean;
            _links: components["schemas"]["ItemLinks"];
        };
        SalePage: {
            _embedded: {
                sales: components["schemas"]["Sale"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Quote: {
            id: number;
            quoteId: number;
            sellerId: number | null;
            model: string;
            year: number;
            mileage: number;
            /** @enum {unknown} */
            condition: "A" | "B" | "C";
            price: number;
            quoteDate: string | null;
            validUntil: string | null;
            _links: components["schemas"]["ItemLinks"];
        };
        QuotePage: {
            _embedded: {
                quotes: components["schemas"]["Quote"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Car: {
            id: number;
            carId: number;
            carType: string | null;
            model: string | null;
            year: number | null;
            mileage: number | null;
            condition: ("A" | "B" | "C") | null;
            salePrice: number | null;
            offered: boolean;
            withdrawn: boolean;
            sold: boolean;
            available: boolean;
            _links: components["schemas"]["ItemLinks"];
        };
        CarPage: {
            _embedded: {
                cars: components["schemas"]["Car"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Billing: {
            id: number;
            puId: number;
            cuId: number | null;
            salePrice: number | null;
            refunded: number;
            payDate: string | null;
            payCancelDate: string | null;
            payId: number;
            /** @enum {unknown} */
            payStatus: "requested" | "U" | "notCharged" | "Y" | "D" | "refunding" | "stuck" | "M" | "voided";
            /** @constant */
            kind: "charge";
            _links: components["schemas"]["ItemLinks"];
        };
        BillingPage: {
            _embedded: {
                billings: components["schemas"]["Billing"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Payout: {
            id: number;
            saleId: number;
            sellerId: number | null;
            price: number | null;
            payDate: string | null;
            payCancelDate: string | null;
            payId: number;
            /** @enum {unknown} */
            payStatus: "requested" | "U" | "stuck" | "Y" | "reclaiming" | "reclaimStuck" | "M";
            /** @constant */
            kind: "payout";
            _links: components["schemas"]["ItemLinks"];
        };
        PayoutPage: {
            _embedded: {
                payouts: components["schemas"]["Payout"][];
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
        Consign: {
            id: number;
            puId: number | null;
            saleId: number | null;
            carId: number | null;
            /** @enum {unknown} */
            kind: "delivery" | "collection";
            stage: ("requested" | "loaded" | "inTransit" | "handedOver") | null;
            conDate: string | null;
            conCancelDate: string | null;
            conId: number;
            /** @enum {unknown} */
            conStatus: "YES" | "NO";
            /** @enum {unknown} */
            payStatus: "Y" | "M";
            _links: components["schemas"]["ItemLinks"];
        };
        ConsignPage: {
            _embedded: {
                consigns: components["schemas"]["Consign"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Stock: {
            id: number;
            carId: number;
            carType: string;
            model: string | null;
            year: number | null;
            mileage: number | null;
            condition: ("A" | "B" | "C") | null;
            salePrice: number;
            stockTotal: number;
            /** @enum {unknown} */
            stockType: "IN" | "OUT";
            stockDate: string | null;
            puId: number | null;
            entries: {
                /** @enum {unknown} */
                change: -1 | 1;
                puId: number | null;
                saleId: number | null;
                /** Format: date-time */
                stockDate: string;
            }[];
            available: boolean;
            stockId: number;
            _links: components["schemas"]["ItemLinks"];
        };
        StockPage: {
            _embedded: {
                stocks: components["schemas"]["Stock"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Dash: {
            id: number;
            puId: number | null;
            cuId: number | null;
            puDate: string | null;
            puCancelDate: string | null;
            puStatus: string | null;
            payId: number | null;
            payDate: string | null;
            payCancelDate: string | null;
            payStatus: string | null;
            returned: number | null;
            conId: number | null;
            conDate: string | null;
            conCancelDate: string | null;
            conStatus: string | null;
            stockId: number | null;
            stockType: ("IN" | "OUT") | null;
            stockDate: string | null;
            stockTotal: number | null;
            saleId: number | null;
            carId: number | null;
            salePrice: number | null;
            stage: ("requested" | "loaded" | "inTransit" | "handedOver") | null;
            status: string | null;
            reason: string | null;
            dashId: number;
            _links: components["schemas"]["ItemLinks"];
        };
        DashPage: {
            _embedded: {
                dashes: components["schemas"]["Dash"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Message: {
            id: number;
            puId: number | null;
            saleId: number | null;
            cuId: number | null;
            text: string | null;
            what: ("Purchased" | "PurchaseCancelled" | "Payed" | "Consigned" | "Loaded" | "InTransit" | "HandedOver" | "ChargeReturned" | "PayReturned" | "PayCancelled" | "ConsignCancelled" | "CancelFailed" | "SaleRegistered" | "SaleDecided" | "SaleDeclined" | "PaidOut" | "CollectionRequested" | "Collected" | "InStock" | "SaleCancelled" | "PayoutReclaimed") | null;
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
