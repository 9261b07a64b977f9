/**
 * How many of a context there may be, and at what share of the CPU that it asks for, in percent: the airline scaled its reservations to
 * five at 30 % of a CPU (AIR-O2).
 */
export const scaled = { reservationmgmt: { least: 1, most: 5, cpu: 30 } }

/** The claim of the published deployment, mounted where it was (AIR-O4): 1 GiB that many may read and write. */
export const volumes = { schedulemgmt: { volume: 'air-volume', claim: 'air-claim', path: '/tmp/air', size: '1Gi', mode: 'ReadWriteMany' } }
