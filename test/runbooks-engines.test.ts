// docs/operating/runbooks.md, played to whole processes: clocks, disks, certificates, brokers and databases are taken from under them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { cafeteria } from '@jumun/systems/cafeteria'
import { type Addresses, type Launch, type Launched, launch } from '../tools/demo-process.ts'
import { needs, startKafka } from '../tools/engines/index.ts'
import { townOf } from '../tools/town.ts'
import { folder, until } from './hosted.ts'
import { type Part, type Shell, shellOf } from './runbook.ts'

type Test = { after(work: () => unknown): void }
interface Cafe extends Addresses {
  readonly process: Launched
}
const open = async (t: Test, data: string, more: Partial<Launch> = {}): Promise<Cafe> => {
  const process = launch('cafeteria', { data, ...more })
  t.after(process.kill)
  return { process, ...(await process.ready) }
}
const ordered = async (gateway: string, phoneNumber = '01012345678'): Promise<{ readonly status: number; readonly id: number }> => {
  const answer = await fetch(`${gateway}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phoneNumber, productName: 'coffee', qty: 1 }),
  }).catch(() => undefined) // a connection that was not used for a while may be closed at the moment that it is
  if (!answer) return { status: 0, id: 0 }
  return { status: answer.status, id: ((await answer.json()) as { id: number }).id }
}
/** An order that is taken, however often it must be asked for: machines are slow, and payment says 503 then. */
const taken = (gateway: string) => until('an order is taken', async () => (await ordered(gateway)).status === 201)
const drinksOf = async (gateway: string): Promise<readonly { readonly orderId: number }[]> =>
  ((await (await fetch(`${gateway}/drinks?size=1000`)).json()) as any)._embedded?.drinks ?? []
const says = (shell: Shell, part: Part, ...patterns: readonly RegExp[]): Promise<string> => {
  let said = ''
  return until(`${part}: ${patterns.join()}`, async () => {
    said = await shell.run(part).catch((error: Error) => error.message)
    return patterns.every(p => p.test(said)) && said
  }).catch(error => assert.fail(`${error.message}\n${said}`))
}
/** Several copies of everything, one a second at the most: each has the name of its moment. */
const backUp = async (gateway: string): Promise<void> => {
  const answer = await fetch(`${gateway}/operations/backup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'a copy' }),
  })
  assert.equal(answer.status, 200, await answer.text())
}

suite('whole processes', { timeout: 500_000 }, () => {
  test('the clock of the machine is an hour ahead: it is seen beside one’s own, and when it is set all agrees', async t => {
    const data = folder(t)
    const [off, preload] = [join(data, 'clock'), join(data, 'clock.mjs')]
    writeFileSync(off, '3600000')
    writeFileSync(
      preload,
      `import { readFileSync } from 'node:fs'
      const real = Date.now.bind(Date)
      Date.now = () => real() + Number(readFileSync(${JSON.stringify(off)}, 'utf8') || 0)`,
    )
    const { gateway } = await open(t, join(data, 'cafe'), { node: ['--import', preload] })
    const shell = shellOf('The clock is wrong', { AT: gateway })
    await taken(gateway)
    /** How many seconds the machine is ahead of the one who looks. */
    const aheadIn = (said: string): number => {
      const [, theirs] = /^jumun_clock_seconds\{.*context="order".* (\S+)$/m.exec(said)!
      const [own] = said.match(/^\d{10}$/m)!
      return Number(theirs) - Number(own)
    }
    assert.ok(Math.abs(aheadIn(await shell.run('You notice')) - 3600) < 60)
    assert.match(await shell.run('You do'), /^jumun_store_unwritable\{.* 0$/m)
    writeFileSync(off, '0') // what chronyc does
    await until('they agree', async () => Math.abs(aheadIn(await shell.run('It is over'))) < 60)
    await says(shell, 'It is over', /"kept":true/)
    await taken(gateway)
  })

  test('the certificate ends: until when is seen, the new one takes its place, and strangers see it', async t => {
    const data = folder(t)
    const make = (name: string, days: number): readonly [cert: string, key: string] => {
      const [cert, key] = [join(data, `${name}.crt`), join(data, `${name}.key`)]
      const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key]
      const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
      execFileSync('openssl', ['req', '-x509', ...ec, '-out', cert, '-days', String(days), ...subject], { stdio: 'ignore' })
      return [cert, key]
    }
    const [cert, key] = make('served', 3)
    const [newCert, newKey] = make('renewed', 90)
    const [strangeCert] = make('strange', 90)
    const { gateway } = await open(t, join(data, 'cafe'), { settings: ['--tls-cert', cert, '--tls-key', key] })
    cpSync(cert, join(data, 'trusted.pem'))
    const trusted = `${execFileSync('cat', [cert, newCert], { encoding: 'utf8' })}`
    writeFileSync(join(data, 'trusted.pem'), trusted)
    const here = { AT: gateway, CURL_CA_BUNDLE: join(data, 'trusted.pem'), JUMUN_TLS_CERT: cert, JUMUN_TLS_KEY: key }
    const shell = shellOf('The certificate ends', { ...here, NEW_CERT: newCert, NEW_KEY: newKey })
    await says(shell, 'You notice', /CN ?= ?served/, new RegExp(String(new Date(Date.now() + 3 * 86_400_000).getFullYear())))
    await assert.rejects(shellOf('The certificate ends', { ...here, NEW_CERT: strangeCert, NEW_KEY: newKey }).run('You do'))
    assert.match(await shell.run('It is over'), /CN ?= ?served/)
    await shell.run('You do')
    await says(shell, 'It is over', /CN ?= ?renewed/)
  })

  test('the disk is full: nothing is half done, old copies make room, and orders are taken by themselves', async t => {
    const mount = mkdtempSync(join(tmpdir(), 'jumun-small-'))
    const isSmall = process.getuid?.() === 0
    if (isSmall) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', mount])
      t.after(() => execFileSync('umount', ['-l', mount]))
    }
    t.after(() => rmSync(mount, { recursive: true, force: true }))
    const backups = join(mount, 'backups')
    const { gateway } = await open(t, join(mount, 'cafe'), { settings: ['--backups', backups] })
    await taken(gateway)
    for (const day of [1, 2, 3, 4, 5]) {
      mkdirSync(join(backups, `2026-11-0${day}`), { recursive: true })
      writeFileSync(join(backups, `2026-11-0${day}`, 'order.db'), Buffer.alloc(3 * 2 ** 20))
    }
    const shell = shellOf('The disk is full', { AT: gateway, DATA: join(mount, 'cafe'), BACKUPS: backups })
    if (isSmall) {
      for (let size = 2 ** 20; size >= 4096; size /= 2)
        for (let n = 0; ; n++)
          try {
            writeFileSync(join(backups, '2026-11-01', `${size}-${n}`), Buffer.alloc(size))
          } catch {
            break
          }
      await until('orders are refused', async () => (await ordered(gateway)).status === 503)
      await says(shell, 'You notice', /^jumun_store_unwritable\{.* 1$/m)
    } else await shell.run('You notice')
    await shell.run('You do')
    assert.deepEqual(readdirSync(backups), ['2026-11-03', '2026-11-04', '2026-11-05'])
    await taken(gateway)
    await says(shell, 'It is over', /^jumun_store_unwritable\{.*context="order".* 0$/m, /"kept":true/)
  })

  test('one file of a system comes back older: the context says so and does not start; all go back to one moment', async t => {
    const at = folder(t)
    const [data, backups] = [join(at, 'cafe'), join(at, 'backups')]
    const before = await open(t, data, { settings: ['--backups', backups] })
    await taken(before.gateway)
    await until('its drink', async () => (await drinksOf(before.gateway)).length === 1)
    await backUp(before.gateway)
    const [copy] = readdirSync(backups)
    await taken(before.gateway)
    await until('both drinks', async () => (await drinksOf(before.gateway)).length === 2)
    await before.process.stop()
    for (const file of readdirSync(join(data, 'cafeteria'))) if (file.startsWith('order.db')) rmSync(join(data, 'cafeteria', file))
    cpSync(join(backups, copy!, 'cafeteria/order.db'), join(data, 'cafeteria/order.db'))

    const older = await open(t, data, { settings: ['--backups', backups] })
    const env = { AT: older.gateway, SYSTEM: 'cafeteria', DATA: data, BACKUPS: backups, JUMUN_DATA: data, JUMUN_BACKUPS: backups }
    const shell = shellOf('A database was set back', env)
    await says(shell, 'You notice', /^jumun_context_up\{.*context="order".* 0$/m, /order is older than what was told of it/)
    await older.process.stop()
    await shell.run('You do', 0)
    assert.ok(existsSync(`${data}-as-it-was/cafeteria/drink.db`))
    const again = await shell.start('You do', 1)
    t.after(again.stop)
    const over = shellOf('A database was set back', { ...env, AT: again.address })
    assert.doesNotMatch(
      await says(over, 'It is over', /"kept":true/, /^jumun_context_up\{.*context="order".* 1$/m),
      /^jumun_context_up.* 0$/m,
    )
    await taken(again.address)
    await until('its drink', async () => (await drinksOf(again.address)).length === 2)
    await again.stop()
  })

  test('a region is lost: the copy that left it is read, started, and takes orders', async t => {
    const at = folder(t)
    const [lost, left, data] = [join(at, 'lost'), join(at, 'left'), join(at, 'elsewhere/cafe')]
    const region = await open(t, join(lost, 'cafe'), { settings: ['--backups', join(lost, 'backups')] })
    await taken(region.gateway)
    await backUp(region.gateway)
    cpSync(join(lost, 'backups'), left, { recursive: true })
    await region.process.kill()
    renameSync(lost, join(at, 'gone'))
    const env = { AT: region.gateway, SYSTEM: 'cafeteria', DATA: data, BACKUPS: left, JUMUN_DATA: data, JUMUN_BACKUPS: left }
    const shell = shellOf('A region is lost', env)
    assert.match(await shell.run('You notice'), /nobody answers/)
    const again = await shell.start('You do')
    t.after(again.stop)
    assert.match(again.said, /every promise kept/)
    const over = shellOf('A region is lost', { ...env, AT: again.address })
    await taken(again.address)
    await says(over, 'It is over', /"kept":true/, /^jumun_context_up\{.*context="order".* 1$/m)
    await until('each has its drink', async () => (await drinksOf(again.address)).length === 2)
    await again.stop()
  })
})

if (needs(['kafka'], 'the runbook of a broker that has lost data'))
  test('the broker comes back from an older disk: it is said, all is sent again, and nothing is done twice', {
    timeout: 500_000,
  }, async t => {
    const data = folder(t)
    const kafka = await startKafka()
    t.after(() => kafka.stop())
    const town = await townOf({ system: cafeteria, data, settings: ['--bus', kafka.url] })
    t.after(() => Promise.all(town.inhabitants.map(i => i.process.kill())))
    const { gateway } = town
    const addresses = [gateway, ...cafeteria.contexts.flatMap(c => town.addressesOf(c.name))]
    const shell = shellOf('The broker has lost data', {
      AT: gateway,
      PARTS: addresses.join(' '),
      LOG: join(data, 'processes/order/out.log'),
    })
    const drinks = (n: number) => until(`${n} drinks`, async () => (await drinksOf(gateway)).length === n, 120_000)
    await taken(gateway)
    await drinks(1)
    await kafka.kill()
    const [old, disk] = [join(kafka.dir, 'older'), join(kafka.dir, 'data')]
    cpSync(disk, old, { recursive: true, preserveTimestamps: true })
    await kafka.restart()
    await taken(gateway)
    await taken(gateway)
    await drinks(3)
    await kafka.kill()
    rmSync(disk, { recursive: true })
    cpSync(old, disk, { recursive: true, preserveTimestamps: true })
    await kafka.restart()
    await taken(gateway)
    await drinks(4)
    await says(shell, 'You notice', /the topic has lost messages that it had taken; they are sent again/)
    await shell.run('You do')
    await says(shell, 'It is over', /"kept":true/)
    await until('nothing lags', async () => !/^jumun_consumer_lag_events\{.* [1-9]\d*$/m.test(await shell.run('It is over')))
    const orders = (await drinksOf(gateway)).map(d => d.orderId)
    assert.equal(new Set(orders).size, orders.length)
  })
