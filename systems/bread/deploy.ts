/**
 * How many of a context there may be, and at what share of the CPU that it asks for, in percent: the bakery names no figures for its
 * payment; these are ours (BRD-O4).
 */
export const scaled = { pay: { least: 1, most: 10, cpu: 50 } }
