// Brings what suites lack by the usual package managers: Maven for jars, pip for Schemathesis, apt for programs where we are root on a system that has it.
import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { find } from './find.ts'
import { engine, type Need, startKafka, startMongo } from './index.ts'
import { archive, fetchJars, hasArchive, hasCompiler, hasJars, javaVersion } from './java.ts'
import { buildKubernetes, hasGo } from './kubernetes.ts'
import { podmanPrograms } from './podman.ts'
import { fetchPackage, hasApt } from './unpacked.ts'
import { environments, hasPython } from './python.ts'
import { buildStripeMock } from './stripe-mock.ts'

/** Resolves to what is still missing, a line for each. */
export const install = async (names: readonly Need[]): Promise<string[]> => {
  const programs = new Set(names.flatMap(lacking))
  if (programs.size) await apt([...programs])
  for (const jars of ['kafka', 'mongo'] as const)
    if (names.includes(jars) && !hasJars(jars) && find('mvn')) {
      console.log(`${jars}: fetching its jars`)
      await patiently(async () => fetchJars(jars))
    }
  for (const [jars, start] of [
    ['kafka', startKafka],
    ['mongo', startMongo],
  ] as const)
    if (names.includes(jars) && engine(jars).runs && !hasArchive(jars)) {
      console.log(`${jars}: keeping its classes`)
      await patiently(() => archive(jars, async () => (await start()).stop()))
    }
  for (const name of names.filter(isPython))
    if (!engine(name).runs && hasPython()) {
      console.log(`${name}: fetching its packages`)
      await patiently(async () => environments[name].fetch())
    }
  for (const name of fetched)
    if (names.includes(name) && !engine(name).runs && hasApt()) {
      console.log(`${name}: fetching its package`)
      await patiently(async () => fetchPackage(name))
    }
  if (names.includes('kubernetes') && !engine('kubernetes').runs && hasGo()) {
    console.log('kubernetes: building its control plane, once')
    await patiently(async () => buildKubernetes())
  }
  if (names.includes('stripe-mock') && !engine('stripe-mock').runs && find('go')) {
    console.log('stripe-mock: building it, once')
    await patiently(async () => buildStripeMock())
  }
  return names.flatMap(name => {
    const it = engine(name)
    return it.runs ? [] : [`${name}: ${it.why}${advice(lacking(name))}`]
  })
}

/** Debian's packages that are unpacked and not installed, by the names of both. */
const fetched = ['prometheus', 'siege', 'docker-registry'] as const
const isFetched = (name: Need): name is (typeof fetched)[number] => fetched.some(f => f === name)
const isPython = (name: Need): name is keyof typeof environments => Object.hasOwn(environments, name)

/** By the names of Debian's packages. */
const lacking = (name: Need): string[] => {
  if (name === 'postgres') return []
  if (name === 'mariadb') return engine(name).runs ? [] : ['mariadb-server-core', 'mariadb-client-core']
  if (name === 'stripe-mock') return find('go') ? [] : ['golang-go']
  if (name === 'kubernetes') return find('etcd') ? [] : ['etcd-server']
  if (name === 'podman') return podmanPrograms.filter(program => !find(program))
  if (isFetched(name)) return engine(name).runs || hasApt() ? [] : [name]
  if (isPython(name)) return engine(name).runs || hasPython() ? [] : ['python3', 'python3-venv']
  const java = javaVersion() < 17 || !hasCompiler() ? ['openjdk-17-jdk-headless'] : []
  return hasJars(name) || find('mvn') ? java : [...java, 'maven']
}
const advice = (programs: readonly string[]) =>
  programs.length ? `; install ${programs.join(', ')} (Debian's names), then say this again` : ''

const apt = async (programs: readonly string[]): Promise<void> => {
  if (!find('apt-get') || process.getuid?.() !== 0) return // said by whoever asks what is still missing
  console.log(`apt: ${programs.join(', ')}`)
  const run = (command: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${(stderr || stdout).slice(-1000)}`)
  }
  await patiently(async () => {
    run('apt-get', 'update')
    // later Debians have a later Java only
    const known = programs.map(name => (spawnSync('apt-cache', ['show', name]).status === 0 ? name : name.replace('openjdk-17', 'default')))
    run('apt-get', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...known)
  })
}

/** A registry that does not answer now may do so in a while. */
const patiently = async (work: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (error) {
      if (tries === 3) throw error
      console.error(`${error instanceof Error ? error.message : error}\nonce more in ${tries * 10} s`)
      await sleep(tries * 10_000)
    }
}
