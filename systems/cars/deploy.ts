/**
 * How many of a context there may be, and at what share of the CPU that it asks for, in percent: used cars scaled their billing to ten at
 * 15 % of a CPU (CAR-O5).
 */
export const scaled = { billing: { least: 1, most: 10, cpu: 15 } }
