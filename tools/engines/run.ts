// npm run engines: real engines for trying things out; they and their data go with Ctrl-C.
import { install } from './install.ts'
import { allNeeds, engine, type EngineName, engineNames, type Need, startKafka, startMariadb, startMongo, startPostgres } from './index.ts'

const usage = `npm run engines                          starts ${engineNames.join(', ')}, those that can run here
npm run engines -- postgres kafka        starts the named ones
npm run engines -- install [names]       brings what they lack, and Schemathesis
npm run engines -- versions [names]      starts each, says which version it is, ends it`

const start = { postgres: startPostgres, mariadb: startMariadb, kafka: startKafka, mongo: startMongo }
const [first, ...rest] = process.argv.slice(2)
const verb = first === 'install' || first === 'versions' ? first : undefined
const asked = verb ? rest : process.argv.slice(2)
const isName = (name: string): name is EngineName => Object.hasOwn(start, name)
if (asked.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const isNeed = (name: string): name is Need => allNeeds.some(need => need === name)
const unknown = asked.find(name => !(verb === 'install' ? isNeed(name) : isName(name)))
if (unknown) {
  console.error(`There is no engine "${unknown}". There are: ${(verb === 'install' ? allNeeds : engineNames).join(', ')}.\n\n${usage}`)
  process.exit(2)
}
if (verb === 'install') {
  const names = asked.length ? asked.filter(isNeed) : allNeeds
  const missing = await install(names)
  for (const line of missing) console.error(line)
  console.log(missing.length ? 'not everything is here' : `here: ${names.join(', ')}`)
  process.exit(missing.length ? 1 : 0)
}
const names = asked.length ? asked.filter(isName) : engineNames

const able = names.filter(name => {
  const it = engine(name)
  if (!it.runs) console.error(`${name} cannot run here: ${it.why}; ${it.how}`)
  return it.runs
})
if (able.length < asked.length || !able.length || (verb && able.length < names.length)) process.exit(1)

// one after the other: each is quicker when it has the machine for itself
const urls = new Map<EngineName, string>()
for (const name of able) {
  const running = await start[name]()
  if (verb === 'versions') {
    console.log(running.version)
    await running.stop()
    continue
  }
  urls.set(name, running.url)
  console.log(`${name.padEnd(10)}${running.url.padEnd(48)}${running.version}, process ${running.pid}, ${running.dir}`)
}
if (!verb) {
  const names: { readonly [engine in EngineName]: string } = { postgres: 'STORE', mariadb: 'ORDERS', mongo: 'PAGES', kafka: 'BUS' }
  console.log(`\nFor the commands of docs/growing.md:\n${[...urls].map(([name, url]) => `export ${names[name]}=${url}`).join('\n')}\n`)
  console.log('Ctrl-C ends them and removes their folders.')
  // Ctrl-C is how this is meant to end
  process.on('exit', () => {
    process.exitCode = 0
  })
}
