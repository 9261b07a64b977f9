import assert from 'node:assert/strict'
import { type Store, Unavailable } from '@jumun/core/runtime'
import type { System } from '@jumun/core/model'
import { whenever } from '@jumun/core/model'
import { withPolicies } from '@jumun/testing'
import { cafeteria } from '@jumun/systems/cafeteria'
import { Ordered } from '../systems/cafeteria/order/events.ts'
import { folder, type Hosted, hosted, until } from './hosted.ts'

/** What the product told in an outage: each of its series from minute to minute, and the alerts that this is about. */
export interface Played {
  readonly name: string
  readonly series: readonly { readonly series: string; readonly values: string }[]
  readonly fires: readonly string[]
}
type Test = { after(work: () => unknown): void }

const minutes = 80
/** What stands in the text of `/metrics`, as if it went on like this: gauges stay, of a counter there is as much each minute, clocks go. */
export const seriesIn = (text: string): Played['series'] => {
  const counters = new Set([...text.matchAll(/^# TYPE (\S+) counter$/gm)].map(m => m[1]))
  return [...text.matchAll(/^(jumun_\w+)(\{[^}]*\}) (\S+)$/gm)]
    .filter(([, name]) => !/_(bucket|sum|count)$/.test(name!))
    .map(([, name, labels, value]) => ({
      series: name! + labels!,
      values:
        name === 'jumun_clock_seconds'
          ? `${Math.round(Number(value) - Date.now() / 1000)}+60x${minutes}`
          : counters.has(name)
            ? `0+${value}x${minutes}`
            : `${value}x${minutes}`,
    }))
}
export const metricsOf = async (here: Hosted): Promise<string> => (await fetch(`${here.host.address}/metrics`)).text()

const order = (here: Hosted, paymentToken = 'approve', n = 1): Promise<readonly { status: number; body: any }[]> =>
  Promise.all(
    Array.from({ length: n }, (_, i) =>
      here.post('/orders', { phoneNumber: `0101234${1000 + i}`, productName: 'coffee', qty: 1, paymentToken }),
    ),
  )
const storeOf = (here: Hosted, context: string): Store => here.board.running.live.get(context)!.store
/** From now on nothing can be written there. */
const fillDisk = (store: Store): void => {
  store.commit = () => Promise.reject(new Unavailable('the disk is full'))
}
const because = { reason: 'to see the alert' }

/** A café whose baristas’ context has a bug for each order. */
const buggy = withPolicies('drink', {
  ordered: whenever(Ordered, () => {
    throw new Error('no tray')
  }),
}).system!(cafeteria) as System

/** Each: what goes wrong, what fires then, and how it is played. */
const outages: readonly {
  readonly name: string
  readonly fires: readonly string[]
  readonly system?: System
  readonly play: (here: Hosted) => Promise<void>
  /** What cannot be brought about here is put into what was told. */
  readonly told?: (text: string) => string
}[] = [
  {
    name: 'a day on which all is well',
    fires: [],
    play: async here => void (await order(here, 'approve', 10)),
  },
  {
    name: 'the provider cannot be reached',
    fires: ['JumunBreakerOpen', 'JumunGeneralBurns'],
    play: async here => {
      await order(here, 'unavailable', 30)
    },
  },
  {
    name: 'a payment of which the provider says nothing',
    fires: ['JumunPaymentsUnknown'],
    play: async here => {
      await order(here, 'approve', 20)
      await order(here, 'timeout-before')
      await until('it is unknown', async () => (await here.get('/payments/search/unsettled')).body.page.totalElements === 1)
    },
  },
  {
    name: 'a refund that the provider refuses',
    fires: ['JumunTasksWait'],
    play: async here => {
      const [made] = await order(here, 'refund-fails')
      await here.post(`/orders/${made!.body.id}/cancel`)
      await until('it is stuck', async () => (await here.get('/operations/tasks')).body.tasks.length === 1, 60_000)
    },
  },
  {
    name: 'a policy that throws',
    fires: ['JumunCasesParked'],
    system: buggy,
    play: async here => {
      await order(here)
      await until('it is put aside', async () => (await here.get('/operations/parked')).body.parked.length === 1)
    },
  },
  {
    name: 'the disk of a context that listens is full',
    fires: ['JumunCannotWrite', 'JumunConsumerLags'],
    play: async here => {
      fillDisk(storeOf(here, 'drink'))
      await order(here, 'approve', 110)
      await until('it lags behind', async () => {
        const { contexts } = (await here.get('/operations/contexts')).body
        return contexts.find((c: any) => c.context === 'drink').lag?.order > 100
      })
    },
  },
  {
    name: 'the disk of the context that takes orders is full',
    fires: ['JumunCannotWrite', 'JumunCoreBurnsFast'],
    play: async here => {
      fillDisk(storeOf(here, 'order'))
      for (const { status } of await order(here, 'approve', 10)) assert.equal(status, 503)
    },
  },
  {
    name: 'a context that an operator has stopped',
    fires: ['JumunContextStopped', 'JumunErrors', 'JumunSupportingBurns'],
    play: async here => {
      await here.post('/operations/contexts/cafeteria/drink/stop', because)
      for (let i = 0; i < 10; i++) assert.equal((await here.get('/drinks')).status, 503)
    },
  },
  {
    name: 'time limits that nobody rings',
    fires: ['JumunTimersLate'],
    play: async here => {
      const store = storeOf(here, 'order')
      store.due = async () => ({ timers: [], next: Number.POSITIVE_INFINITY })
      const work = { kind: 'command', type: 'ExpireOrder', data: { orderId: 1 }, causes: [] } as const
      await store.commit({ mark: 'late', timers: [{ id: 'late/rings', at: Date.now() - 120_000, case: 'orderId/1', work }] })
    },
  },
  {
    name: 'what operators hold back',
    fires: ['JumunBreakerForced', 'JumunPaused'],
    play: async here => {
      await here.post('/operations/contexts/cafeteria/payment/breakers/psp/force', because)
      await here.post('/operations/contexts/cafeteria/drink/sources/order/pause', because)
      await here.post('/operations/contexts/cafeteria/customercenter/policies/tellOrdered/pause', because)
    },
  },
  {
    name: 'a task whose deadline is over',
    fires: ['JumunTasksOverdue'],
    play: async here => {
      const [made] = await order(here, 'refund-fails')
      await here.post(`/orders/${made!.body.id}/cancel`)
      await until('it is stuck', async () => (await here.get('/operations/tasks')).body.tasks.length === 1, 60_000)
      const said = { owner: 'lee', deadline: '2021-01-01T00:00:00Z', ...because }
      assert.equal((await here.post('/operations/tasks/cafeteria/payment/payments/1/assign', said)).status, 200)
    },
  },
  {
    name: 'a disk that is nearly full',
    fires: ['JumunDiskFull'],
    play: async () => {},
    told: text => text.replace(/^(jumun_disk_free_bytes\{[^}]*\}) (\S+)$/gm, (_, name, free) => `${name} ${Number(free) / 1e6}`),
  },
  {
    name: 'a machine whose clock is a minute ahead',
    fires: ['JumunClockWrong'],
    play: async () => {},
    told: text => text.replace(/^(jumun_clock_seconds\{[^}]*\}) (\S+)$/gm, (_, name, now) => `${name} ${Number(now) + 60}`),
  },
  {
    name: 'a certificate that nobody renews',
    fires: ['JumunCertificateEnds'],
    play: async () => {},
    told: text => `${text}\njumun_certificate_ends_seconds{system="jumun",context="gateway"} 500000\n`,
  },
]

/** Plays each outage to a product of its own, and reads what that tells. */
export const playedOutages = async (t: Test): Promise<readonly Played[]> => {
  const all: Played[] = []
  for (const { name, fires, system = cafeteria, play, told = (text: string) => text } of outages) {
    const here = await hosted(system, folder(t))
    t.after(here.stop)
    await play(here)
    const series = seriesIn(told(await metricsOf(here)))
    all.push({ name, fires, series: [{ series: 'up{job="jumun",instance="localhost:8088"}', values: `1x${minutes}` }, ...series] })
    await here.stop()
  }
  return all
}
