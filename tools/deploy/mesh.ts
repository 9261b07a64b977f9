// What a mesh does before each service, in figures: written into Istio's manifests, and played by the proxy of `npm run show`.

/** What it asks again, of another; times in ms. */
export const meshFigures = {
  /** What may be asked twice: GET, HEAD, OPTIONS. */
  safe: { attempts: 2, within: 1000, on: 'connect-failure,refused-stream,gateway-error' },
  /** Everything else, where it surely did not arrive (COM-61). */
  unarrived: { attempts: 2, within: 10_000, on: 'connect-failure,refused-stream' },
  /** Who fails so many times on end is left out, half of all at the most (`share`, in percent). */
  outliers: { failures: 5, every: 5000, outFor: 30_000, share: 50 },
  /** Who is new gets a tenth of its share at first, and all of it after so long: what runs for the first time takes ten times as long. */
  warm: 10_000,
  /**
   * How long a connection that nobody uses is kept for the next: not as long as the process behind it keeps it, which would close it just
   * as something is sent (an hour where nothing is said).
   */
  idle: 30_000,
} as const
