// Where somebody listens, what happens is told by OpenTelemetry. Loaded only then: it takes its time and room.
import {
  type Attributes,
  diag,
  DiagLogLevel,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'

/** What of an event is told: names, and where it comes from. */
interface Told {
  readonly type: string
  readonly source: string
  readonly trace?: string
}
/** A piece of work that is followed. */
export interface FollowedWork {
  /** W3C traceparent of what comes of it. */
  readonly trace: string
  end(outcome: string, failed?: boolean): void
}
/** What one part of the installation does, as its traces tell it. Every word in them is one of the board or of the table of routes. */
export interface PartTraces {
  request(method: string, route: string, from: string | undefined): FollowedWork & { status(status: number, slug?: string): void }
  command(type: string, from: string | undefined, since?: string): FollowedWork
  policy(name: string, event: Told, waits: boolean): FollowedWork
  view(name: string, event: Told): FollowedWork
}
export interface Traces {
  /** `bus`: how events get from context to context, as OpenTelemetry names it. */
  of(system: string, part: string, bus?: string): PartTraces
  /** Tells what is left, and no more. */
  stop(): Promise<void>
}
export interface TraceSettings {
  /** Where OTLP/HTTP is taken, without `/v1/traces`. */
  readonly url: string
  /** Which share of all traces is told, from 0 to 1: the same ones by every process. */
  readonly share: number
  /** Unlike that of every other process. */
  readonly instance: string
  /** Told why spans could not be delivered. They are lost then: nobody waits for who listens. */
  readonly report: (error: unknown) => void
}

const contextOf = (traceparent: string): SpanContext => ({
  traceId: traceparent.slice(3, 35),
  spanId: traceparent.slice(36, 52),
  traceFlags: Number.parseInt(traceparent.slice(53, 55), 16) & 1,
  isRemote: true,
})

/** Spans wait for so long to be told together, in ms, and so many at most. */
const [wait, most] = [1000, 8192]
/** How long the last ones are waited for at the end, in ms. */
const lastWait = 3000

/** Opens the way to whoever listens. */
export const openTraces = ({ url, share, instance, report }: TraceSettings): Traces => {
  const said = (message: string): void => report(new Error(message.slice(0, 300)))
  const unsaid = (): void => {}
  diag.setLogger(
    { error: said, warn: unsaid, info: unsaid, debug: unsaid, verbose: unsaid },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  )
  const exporter = new OTLPTraceExporter({ url: `${url.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 5000 })
  const processor = new BatchSpanProcessor({ exporter, scheduledDelayMillis: wait, maxQueueSize: most, exportTimeoutMillis: 5000 })
  const ratio = new TraceIdRatioBasedSampler(share)
  // whoever asks us does not decide how much we tell
  const sampler = new ParentBasedSampler({
    root: ratio,
    remoteParentSampled: ratio,
    remoteParentNotSampled: new AlwaysOffSampler(),
  })
  return {
    of: (system, part, bus) =>
      partTraces(
        new TracerProvider({
          sampler,
          spanProcessors: [processor],
          resource: resourceFromAttributes({ 'service.namespace': system, 'service.name': part, 'service.instance.id': instance }),
        }).getTracer('jumun'),
        system,
        bus,
      ),
    stop: async () => {
      await Promise.race([processor.shutdown(), new Promise<void>(done => setTimeout(done, lastWait).unref())]).catch(report)
    },
  }
}

type Tracer = ReturnType<TracerProvider['getTracer']>
const partTraces = (tracer: Tracer, system: string, bus = 'jumun'): PartTraces => {
  const begin = (name: string, kind: SpanKind, attributes: Attributes, from: string | undefined, linked?: string) => {
    const parent = from === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, contextOf(from))
    const links: Link[] = linked === undefined ? [] : [{ context: contextOf(linked) }]
    const span = tracer.startSpan(name, { kind, attributes, links }, parent)
    const { traceId, spanId, traceFlags } = span.spanContext()
    return {
      span,
      trace: `00-${traceId}-${spanId}-0${traceFlags & 1}`,
      end: (outcome: string, failed = false): void => {
        span.setAttribute('jumun.outcome', outcome)
        if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      },
    }
  }
  const heard = (of: string, name: string, { type, source, trace: from }: Told, waits: boolean): FollowedWork =>
    waits
      ? begin(`${of} ${name}`, SpanKind.INTERNAL, { [`jumun.${of}`]: name, 'jumun.event': type }, from)
      : begin(
          `${of} ${name}`,
          SpanKind.CONSUMER,
          {
            [`jumun.${of}`]: name,
            'jumun.event': type,
            'messaging.system': bus,
            'messaging.operation.type': 'process',
            'messaging.destination.name': `${system}.${source}`,
          },
          from,
          from, // it has not waited for us: what came of it is linked, too
        )
  return {
    request: (method, route, from) => {
      const { span, ...work } = begin(`${method} ${route}`, SpanKind.SERVER, { 'http.request.method': method, 'http.route': route }, from)
      return {
        ...work,
        status: (status, slug) => {
          span.setAttribute('http.response.status_code', status)
          if (slug !== undefined) span.setAttribute('error.type', slug)
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    command: (type, from, since) => begin(`command ${type}`, SpanKind.INTERNAL, { 'jumun.command': type }, from, since),
    policy: (name, event, waits) => heard('policy', name, event, waits),
    view: (name, event) => heard('view', name, event, false),
  }
}
