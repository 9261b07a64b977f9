import { addresses, bannerOf, Host, Refusal, settingsFrom } from '@jumun/host'
import { systems } from '@jumun/systems'

try {
  const host = new Host(settingsFrom(process.argv.slice(2), process.env, Object.keys(systems)))
  await host.start()
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
