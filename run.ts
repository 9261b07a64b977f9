import { enableCompileCache } from 'node:module'
import v8 from 'node:v8'

// types are stripped and code is compiled once, not at every start
enableCompileCache()
/** How large a half of the nursery may become, in MB. */
const roomy = 12
const grow = (factor: number): void => v8.setFlagsFromString(`--semi-space-growth-factor=${factor}`)
// what loading leaves behind is no reason for a large nursery; what orders leave behind is, but not for the 64 MB that V8 would take
grow(1)
const growing = new PerformanceObserver(() => {
  const { space_size: size } = v8.getHeapSpaceStatistics().find(s => s.space_name === 'new_space')!
  grow(Math.max(1, Math.floor((2 * roomy * 2 ** 20) / size)))
})
// the old ones are collected when they are half as many again, not four times as many
v8.setFlagsFromString('--heap-growing-percent=30')

let host: InstanceType<typeof import('@jumun/host').Host> | undefined
let stopping = false
// from the first moment on: the first process of a container is not ended by a signal that it does not listen to
const stop = () => {
  if (stopping || !host) process.exit(stopping ? 1 : 0) // asked twice: at once; before anything is begun: at once, too
  stopping = true
  void host.stop().then(() => process.exit(0))
}
process.on('SIGTERM', stop).on('SIGINT', stop)
// a signal to npm ends its shell, which tells nobody: whoever was started by one that is gone stops, too
const { ppid } = process
if (process.env['npm_lifecycle_event'])
  setInterval(() => {
    if (process.ppid !== ppid && !stopping) stop()
  }, 250).unref()

const { addresses, bannerOf, Host, Refusal, settingsFrom } = await import('@jumun/host')
const { nameable: businesses, product } = await import('@jumun/systems')
const { siteOf } = await import('@jumun/web')
try {
  const settings = settingsFrom(process.argv.slice(2), process.env, businesses, Object.keys(product))
  // a process with a part of a system is small: for half as many again it would collect all the time
  if (settings.parts.some(part => part.contexts)) v8.setFlagsFromString('--heap-growing-percent=100')
  host = new Host(settings, businesses, siteOf)
  await host.start()
  growing.observe({ entryTypes: ['gc'] })
  if (!stopping) console.log(host.settings.banner === 'json' ? JSON.stringify(addresses(host)) : bannerOf(host))
} catch (error) {
  // what could not be started because it was to stop is nobody's fault
  if (!stopping) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
