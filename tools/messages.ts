import { Refusal } from '@jumun/host'
import { command, partOf, systemsNamed } from './command.ts'

const usage = `npm run messages -- preview [system …]

  Shows every text that people of a system are told, in both languages, under the name by which a template of AlimTalk is
  registered in the file of --alimtalk. #{…} is filled in for each person.`

/** A text as Kakao is shown it, indented. */
const template = (text: string): string =>
  text
    .replaceAll(/\{(\w+)\}/g, '#{$1}')
    .split('\n')
    .map(line => `      ${line}`)
    .join('\n')

await command(usage, {}, async (_, [what, ...names]) => {
  if (what !== 'preview') throw new Refusal(what === undefined ? 'Say what to do.' : `"${what}" is nothing that can be done.`)
  for (const name of systemsNamed(names)) {
    const { texts } = (await partOf(name, 'texts')) as { texts: { readonly [of: string]: { readonly ko: string; readonly en: string } } }
    console.log(name)
    for (const [of, { ko, en }] of Object.entries(texts)) console.log(`  ${of}\n    ko\n${template(ko)}\n    en\n${template(en)}`)
  }
})
