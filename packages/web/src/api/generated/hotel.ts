// Written from the OpenAPI document: npm run docs
export interface paths {
    "/bookings": {
        parameters: {
        };
        /** The bookings that the caller may see */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of bookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BookingPage"];
                        "application/json": components["schemas"]["BookingPage"];
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
         * Place booking
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
                        guestId?: string;
                        /** @enum {unknown} */
                        kind: "double" | "suite";
                        from: string;
                        to: string;
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours.
                 *
                 *     `sold-out`: No room is left in the night of {night}.
                 *
                 *     `gone`: What was kept for it has been given up.
                 *
                 *     `expired`: It was not paid in time. What was paid goes back.
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
                 *     `no-such-day`: There is no such stay: from {from} to {to}.
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
    "/bookings/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One booking */
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
         * A whole booking, changed
         * @description `{"status": "Canceled"}` is CancelBooking. `{"status": "CheckedIn"}` is CheckIn. `{"status": "CheckedOut"}` is CheckOut. Never creates.
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
                    "application/json": components["schemas"]["Booking"];
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `too-early`: Your room is yours from {from} on.
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
         * Cancel booking
         * @description By its owner, desk.
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
                 * @description `in-progress`: It is being paid at this very moment.
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
         * Change a booking
         * @description `{"status": "Canceled"}` is CancelBooking. `{"status": "CheckedIn"}` is CheckIn. `{"status": "CheckedOut"}` is CheckOut.
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
                        status: "Canceled" | "CheckedIn" | "CheckedOut";
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `too-early`: Your room is yours from {from} on.
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
    "/bookings/{id}/pay": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Pay
         * @description By its owner, desk.
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `payment-contradiction`: There is a payment under this number that is not yours.
                 *
                 *     `sold-out`: No room is left in the night of {night}.
                 *
                 *     `gone`: What was kept for it has been given up.
                 *
                 *     `expired`: It was not paid in time. What was paid goes back.
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
    "/bookings/{id}/cancel": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Cancel booking
         * @description By its owner, desk.
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
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
    "/bookings/{id}/check-in": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Check in
         * @description By desk.
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
                 *
                 *     `not-allowed-now`: This is not possible in the present state.
                 *
                 *     `too-early`: Your room is yours from {from} on.
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
    "/bookings/{id}/check-out": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Check out
         * @description By desk.
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
                        "application/hal+json": components["schemas"]["Booking"];
                        "application/json": components["schemas"]["Booking"];
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
                 * @description `in-progress`: It is being paid at this very moment.
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
    "/bookings/search": {
        parameters: {
        };
        /** The searches in bookings */
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
    "/bookings/search/arrivals": {
        parameters: {
        };
        /** Bookings by from in Booked */
        get: {
            parameters: {
                query: {
                    from: string;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of bookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BookingPage"];
                        "application/json": components["schemas"]["BookingPage"];
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
    "/bookings/search/inHouse": {
        parameters: {
        };
        /** Bookings in CheckedIn */
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
                /** @description A page of bookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BookingPage"];
                        "application/json": components["schemas"]["BookingPage"];
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
    "/bookings/search/unpaid": {
        parameters: {
        };
        /** Bookings in AwaitingPayment, Declined, Expired */
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
                /** @description A page of bookings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["BookingPage"];
                        "application/json": components["schemas"]["BookingPage"];
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
    "/bookings/{id}/history": {
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
    "/profile/bookings": {
        parameters: {
        };
        /** The JSON Schema of a booking */
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
    "/rooms": {
        parameters: {
        };
        /** The rooms that the caller may see */
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
                /** @description A page of rooms */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["RoomsPage"];
                        "application/json": components["schemas"]["RoomsPage"];
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
    "/rooms/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One rooms */
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
                        "application/hal+json": components["schemas"]["Rooms"];
                        "application/json": components["schemas"]["Rooms"];
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
    "/rooms/search": {
        parameters: {
        };
        /** The searches in rooms */
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
    "/profile/rooms": {
        parameters: {
        };
        /** The JSON Schema of a rooms */
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
    "/cleanings": {
        parameters: {
        };
        /** The cleanings that the caller may see */
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
                /** @description A page of cleanings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["CleaningPage"];
                        "application/json": components["schemas"]["CleaningPage"];
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
    "/cleanings/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One cleaning */
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
                        "application/hal+json": components["schemas"]["Cleaning"];
                        "application/json": components["schemas"]["Cleaning"];
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
         * A whole cleaning, changed
         * @description `{"status": "Done"}` is Clean. Never creates.
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
                    "application/json": components["schemas"]["Cleaning"];
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
                        "application/hal+json": components["schemas"]["Cleaning"];
                        "application/json": components["schemas"]["Cleaning"];
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
                 * @description `in-progress`: It is being paid at this very moment.
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
         * Change a cleaning
         * @description `{"status": "Done"}` is Clean.
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
                        status: "Done";
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
                        "application/hal+json": components["schemas"]["Cleaning"];
                        "application/json": components["schemas"]["Cleaning"];
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
                 * @description `in-progress`: It is being paid at this very moment.
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
    "/cleanings/{id}/clean": {
        parameters: {
            path: {
                id: number;
            };
        };
        /**
         * Clean
         * @description By cleaner.
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
                        "application/hal+json": components["schemas"]["Cleaning"];
                        "application/json": components["schemas"]["Cleaning"];
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
                 * @description `in-progress`: It is being paid at this very moment.
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
    "/cleanings/search": {
        parameters: {
        };
        /** The searches in cleanings */
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
    "/cleanings/search/todo": {
        parameters: {
        };
        /** Cleanings in Waiting */
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
                /** @description A page of cleanings */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["CleaningPage"];
                        "application/json": components["schemas"]["CleaningPage"];
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
    "/profile/cleanings": {
        parameters: {
        };
        /** The JSON Schema of a cleaning */
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
    "/stays": {
        parameters: {
        };
        /** The stays that the caller may see */
        get: {
            parameters: {
                query?: {
                    bookingId?: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of stays */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StayPage"];
                        "application/json": components["schemas"]["StayPage"];
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
    "/stays/{id}": {
        parameters: {
            path: {
                id: number;
            };
        };
        /** One stay */
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
                        "application/hal+json": components["schemas"]["Stay"];
                        "application/json": components["schemas"]["Stay"];
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
    "/stays/search": {
        parameters: {
        };
        /** The searches in stays */
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
    "/stays/search/findByBookingId": {
        parameters: {
        };
        /** Stays by bookingId */
        get: {
            parameters: {
                query: {
                    bookingId: number;
                    page?: components["parameters"]["page"];
                    size?: components["parameters"]["size"];
                    /** @description `field,asc` or `field,desc`; may be repeated, no field twice */
                    sort?: string[];
                    /** @description Goes on behind this item, as `next` does */
                    after?: number;
                };
            };
            responses: {
                /** @description A page of stays */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/hal+json": components["schemas"]["StayPage"];
                        "application/json": components["schemas"]["StayPage"];
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
    "/profile/stays": {
        parameters: {
        };
        /** The JSON Schema of a stay */
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
                    bookingId?: number;
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
    "/messages/search/findByBookingId": {
        parameters: {
        };
        /** Messages by bookingId */
        get: {
            parameters: {
                query: {
                    bookingId: number;
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
    "/payments": {
        parameters: {
        };
        /** The payments that the caller may see */
        get: {
            parameters: {
                query?: {
                    bookingId?: number;
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
         * @description By desk, operator.
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
                 * @description `in-progress`: It is being paid at this very moment.
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
                 * @description `in-progress`: It is being paid at this very moment.
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
    "/payments/search/findByBookingId": {
        parameters: {
        };
        /** Payments by bookingId in Requested, Unknown, NotCharged, Paid, Declined, Refunding, RefundStuck, Refunded, Voided */
        get: {
            parameters: {
                query: {
                    bookingId: number;
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
        /** Payments in Requested, Unknown, NotCharged, Refunding */
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
        Booking: {
            id: number;
            /** @description Full-width letters and composed or decomposed ones are the same, and what nobody sees is left out */
            guestId: string;
            /** @enum {unknown} */
            kind: "double" | "suite";
            from: string;
            to: string;
            price: number;
            /** @enum {string} */
            status: "AwaitingPayment" | "Declined" | "Expired" | "Booked" | "CheckedIn" | "CheckedOut" | "Canceled";
            reason: string | null;
            fee: number | null;
            settled: boolean;
            _links: components["schemas"]["ItemLinks"];
        };
        BookingPage: {
            _embedded: {
                bookings: components["schemas"]["Booking"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Rooms: {
            id: number;
            /** @enum {unknown} */
            kind: "double" | "suite";
            rooms: number;
            _links: components["schemas"]["ItemLinks"];
        };
        RoomsPage: {
            _embedded: {
                rooms: components["schemas"]["Rooms"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Cleaning: {
            id: number;
            bookingId: number;
            /** @enum {unknown} */
            kind: "double" | "suite";
            to: string;
            /** @enum {string} */
            status: "Waiting" | "Done";
            _links: components["schemas"]["ItemLinks"];
        };
        CleaningPage: {
            _embedded: {
                cleanings: components["schemas"]["Cleaning"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Stay: {
            id: number;
            bookingId: number | null;
            guestId: string | null;
            kind: ("double" | "suite") | null;
            from: string | null;
            to: string | null;
            price: number | null;
            refunded: number | null;
            status: string;
            _links: components["schemas"]["ItemLinks"];
        };
        StayPage: {
            _embedded: {
                stays: components["schemas"]["Stay"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Message: {
            id: number;
            bookingId: number | null;
            guestId: string | null;
            text: string | null;
            what: ("Booked" | "CheckedIn" | "CheckedOut" | "BookingCanceled") | null;
            status: string;
            _links: components["schemas"]["ItemLinks"];
        };
        MessagePage: {
            _embedded: {
                messages: components["schemas"]["Message"][];
            };
            _links: components["schemas"]["ItemLinks"];
            page: components["schemas"]["PageInfo"];
        };
        Payment: {
            id: number;
            bookingId: number;
            guestId: string | null;
            price: number | null;
            keep: number;
            refunded: number;
            /** @enum {string} */
            status: "Requested" | "Unknown" | "NotCharged" | "Paid" | "Declined" | "Refunding" | "RefundStuck" | "Refunded" | "Voided";
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
