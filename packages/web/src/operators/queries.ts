import { useQuery } from '@tanstack/react-query'
import { read } from '../api/answer.ts'
import { ask } from '../api/client.ts'
import { get, post } from '../api/links.ts'
import { useLive } from '../api/live.ts'
import { type Picture, pictureOf } from './picture.ts'
import type {
  Act,
  Audit,
  Cause,
  CaseNow,
  ContextNow,
  Data,
  Day,
  Flow,
  Found,
  Lane,
  Last,
  Money,
  Page,
  Parked,
  Preview,
  Task,
  Timer,
  ViewNow,
} from './shapes.ts'

/** The first part of the key of all that operators see: an act makes all of it old. */
export const operationsKey = 'operations'
const live = <T>(path: string) => useLive<T>({ queryKey: [operationsKey, path], queryFn: () => get<T>(`/operations${path}`) })

export const useContexts = () => live<{ readonly contexts: readonly ContextNow[] }>('/contexts')
export const useParked = () => live<{ readonly parked: readonly Parked[] }>('/parked')
export const useCauses = () => live<{ readonly causes: readonly Cause[] }>('/causes')
export const useTasks = () => live<{ readonly tasks: readonly Task[] }>('/tasks')
export const useTimers = (page: number) => live<{ readonly timers: readonly Timer[]; readonly page: Page }>(`/timers?size=20&page=${page}`)
export const useActs = (page: number, size = 20) =>
  live<{ readonly audits: readonly Act[]; readonly page: Page }>(`/audits?size=${size}&page=${page}`)
export const useViews = () => live<{ readonly views: readonly ViewNow[] }>('/views')
export const useFlows = (system: string) => live<{ readonly contexts: readonly Flow[] }>(`/boards/${system}`)
export const useMoney = () => live<{ readonly money: readonly Money[] }>('/money')
/** A look each minute is asked for twice a minute. */
export const useDay = () =>
  useQuery({ queryKey: [operationsKey, '/day'], queryFn: () => get<Day>('/operations/day'), refetchInterval: 30_000 })
/** What happened last of these kinds. */
export const useLast = (system: string, context: string, asked: string) =>
  live<{ readonly events: readonly Last[] }>(`/boards/${segments(system, context)}/events?size=12&${asked}`)
/** The board as the gateway draws it. */
export const usePicture = (system: string) =>
  useQuery({
    queryKey: ['board', system],
    queryFn: (): Promise<Picture> =>
      read(ask(`/boards/${encodeURIComponent(system)}.svg`, { headers: { accept: 'image/svg+xml' } }), async drawn =>
        pictureOf(await drawn.text()),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A segment of an address: keys may hold anything. */
export const segments = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/')
/** Where the time line of a case is. */
export const orderPath = (system: string, kase: string): string => `/desk/orders/${segments(system, ...kase.split('/'))}`
export const useCase = (system: string, kase: string) => live<CaseNow>(`/cases/${segments(system, ...kase.split('/'))}`)
/** What everybody saw of a case at a moment, in ms; what is shown stays until the next is there. */
export const usePast = (system: string, kase: string, at: number | undefined) =>
  useQuery({
    queryKey: [operationsKey, 'past', system, kase, at],
    queryFn: () => get<CaseNow>(`/operations/cases/${segments(system, ...kase.split('/'))}?at=${new Date(at ?? 0).toISOString()}`),
    enabled: at !== undefined,
    placeholderData: before => before,
  })
/** Looks while somebody has asked for something. */
export const useFound = (text: string) =>
  useQuery({
    queryKey: [operationsKey, 'find', text],
    queryFn: () => get<{ readonly found: readonly Found[] }>(`/operations/find?q=${encodeURIComponent(text)}`),
    enabled: text !== '',
  })
/** Reads every store, so only when it is asked for. */
export const runAudit = (): Promise<Audit> => get<Audit>('/operations/audit')

const lanePath = (l: Lane, what: string): string =>
  `/operations/parked/${segments(l.system, l.context, l.source, ...l.case.split('/'))}/${what}`
/** What the event would do as it is, or with other data. Nothing is done. */
export const preview = (lane: Lane, data?: Data): Promise<Preview> =>
  post<Preview>(lanePath(lane, 'preview'), data ? { data } : {}, undefined)
export const usePreview = (lane: Lane) =>
  useQuery({
    queryKey: ['preview', lane.system, lane.context, lane.source, lane.case],
    queryFn: () => preview(lane),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const edit = (lane: Lane, data: Data, reason: string): Promise<Lane> =>
  post<Lane>(lanePath(lane, 'edit'), { data, reason }, undefined)
