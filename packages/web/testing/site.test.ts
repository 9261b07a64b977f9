import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { pathsOf } from '../src/app/paths.ts'
import { closeBrowser, type Stage, stage } from './browser.ts'

const look = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

suite('the app as the gateway hands it out', () => {
  let s: Stage
  before(async () => {
    s = await stage()
    await s.built()
  })
  after(async () => {
    await s.close()
    await closeBrowser()
  })
  const get = (path: string, headers: { readonly [name: string]: string } = look) =>
    fetch(s.address + path, { headers, redirect: 'manual' })

  test('programs are answered as ever, people get a page', async () => {
    const data = await get('/', { accept: 'application/json' })
    assert.match(data.headers.get('content-type')!, /json/)
    assert.deepEqual(
      new Set(Object.keys(((await data.json()) as { _links: object })._links)),
      new Set(['self', 'cafeteria', 'bread', 'air', 'delivery', 'cars', 'status', 'operations']),
    )
    for (const path of [
      '/',
      '/cafeteria',
      '/shops/cafeteria',
      '/shops/cafeteria/orders/7',
      '/staff/cafeteria/bar',
      '/me',
      '/design',
      '/shops/cafeteria/',
      '/desk',
      '/desk/orders/cafeteria/orderId/7',
      '/desk/boards/air',
    ]) {
      const page = await get(path)
      assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=UTF-8'], path)
    }
    for (const path of [
      '/nonsense',
      '/shops/hotel',
      '/shops',
      '/staff/cafeteria',
      '/shops/cafeteria/orders',
      '/docs/hotel',
      '/desk/nonsense',
      '/desk/boards',
      '/desk/boards/hotel',
      '/desk/orders/cafeteria',
    ])
      assert.equal((await get(path)).status, 404, path)
    assert.equal((await get('/boards/cafeteria.svg')).headers.get('content-type'), 'image/svg+xml; charset=UTF-8')
  })
  test('the page lets in nothing but our own files, and they never change', async () => {
    const page = await get('/')
    const policy = page.headers.get('content-security-policy')!
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/)
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    const text = await page.text()
    assert.doesNotMatch(text, /<style|<script(?! type="module" crossorigin src="\/assets\/)| style=|https?:\/\//)
    const files = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(m => m[1]!)
    assert.ok(files.length >= 3)
    for (const path of files) {
      const file = await get(path, { 'accept-encoding': 'br' })
      assert.deepEqual([file.status, file.headers.get('cache-control')], [200, 'public, max-age=31536000, immutable'], path)
      if (/\.(js|css)$/.test(path)) assert.equal(file.headers.get('content-encoding'), 'br', path)
      assert.ok((await file.arrayBuffer()).byteLength > 0)
    }
    const plain = await get(files[0]!, { 'accept-encoding': 'identity' })
    assert.equal(plain.headers.get('content-encoding'), null)
  })
  test('what a customer loads first is less than 200 kB of packed script', async () => {
    for (const path of ['/', '/me', '/shops/cafeteria', '/shops/bread', '/shops/delivery', '/shops/air', '/shops/cars']) {
      const page = await s.visit(path)
      const scripts = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(e => e.name)
          .filter(name => name.endsWith('.js')),
      )
      const sizes = await Promise.all(
        scripts.map(async url => Number((await fetch(url, { headers: { 'accept-encoding': 'gzip' } })).headers.get('content-length'))),
      )
      const sum = sizes.reduce((n, size) => n + size, 0)
      assert.ok(scripts.length > 0 && sum > 50_000 && sum < 200_000, `${path}: ${sum}`)
      assert.ok(!scripts.some(name => /gallery|staff|operators|bar/.test(name)), 'what others need is not loaded')
    }
  })
})

test('pages of open mode, and of systems that do not run, have no address elsewhere', () => {
  const cafe = { name: 'cafeteria', prefix: '', title: { ko: '', en: '' }, color: '' }
  const open = pathsOf({ access: 'open', systems: [cafe] })
  const guarded = pathsOf({ access: 'guarded', systems: [cafe] })
  assert.deepEqual(
    [open('/design'), guarded('/design'), open('/shops/air'), open('/shops/cafeteria'), open('/')],
    [true, false, false, true, true],
  )
})

test('whoever has built later finds what another one built meanwhile, and does not take it away from under its readers', async t => {
  const place = mkdtempSync(join(tmpdir(), 'jumun-built-'))
  t.after(() => rmSync(place, { recursive: true, force: true }))
  const folder = join(place, 'app')
  const build = (): Promise<number | null> =>
    new Promise(done => {
      const child = spawn(process.execPath, [join(import.meta.dirname, '../server/build.ts'), folder, '--once'], { stdio: 'inherit' })
      child.once('close', done)
    })
  assert.equal(await build(), 0)
  const first = statSync(folder).ino
  assert.equal(await build(), 0)
  assert.equal(statSync(folder).ino, first, 'it was replaced')
  assert.deepEqual(readdirSync(place), ['app'], 'a draft was left')
})
