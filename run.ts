import { enableCompileCache } from 'node:module'
import v8 from 'node:v8'

// types are stripped and code is compiled once, not at every start
enableCompileCache()
// what loading leaves behind is no reason for a large nursery; what orders leave behind is
v8.setFlagsFromString('--semi-space-growth-factor=1')

const { addresses, bannerOf, Host, Refusal, settingsFrom } = await import('@jumun/host')
try {
  const host = new Host(settingsFrom(process.argv.slice(2), process.env))
  await host.start()
  v8.setFlagsFromString('--semi-space-growth-factor=2')
  console.log(host.settings.banner === 'json' ? JSON.stringify(addresses(host)) : bannerOf(host))
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1) // asked twice: at once
    stopping = true
    void host.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exit(1)
}
