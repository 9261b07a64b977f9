/** Thrown with words for whoever started the process: what is wrong and what to do. */
export class Refusal extends Error {}
