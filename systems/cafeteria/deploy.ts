/**
 * How many of a context there may be, and at what share of the CPU that it asks for, in percent: the café scaled its payment to ten at 15 %
 * of a CPU (CAF-O5).
 */
export const scaled = { payment: { least: 1, most: 10, cpu: 15 } }
