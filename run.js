// Plain JavaScript, and nothing that an old Node does not know: it is told so in words.
const needed = 24
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    `Jumun needs Node ${needed} or newer, and this is Node ${process.versions.node}. Say npm start, which brings its own, or put a newer one first on the PATH.`,
  )
  process.exit(1)
}
// Here, so that nothing has to be stripped of its types before the cache is on: what does that takes 20 MB and a tenth of a second.
const { enableCompileCache } = await import('node:module')
enableCompileCache()
await import('./run.ts')
