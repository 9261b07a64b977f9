import { Refusal } from '@jumun/host'
import { texts as identityTexts } from '@jumun/identity'
import { command, partOf, systemsNamed } from './command.ts'

const usage = `npm run messages -- preview [system … | identity]

  Shows every text that people of a system are told, in both languages, under the name by which a template of AlimTalk is
  registered in the file of --alimtalk. #{…} is filled in for each person.`

interface Texts {
  readonly [of: string]: { readonly ko: string; readonly en: string }
}
/** A text as Kakao is shown it, indented. */
const template = (text: string): string =>
  text
    .replaceAll(/\{(\w+)\}/g, '#{$1}')
    .split('\n')
    .map(line => `      ${line}`)
    .join('\n')

await command(usage, {}, async (_, [what, ...names]) => {
  if (what !== 'preview') throw new Refusal(what === undefined ? 'Say what to do.' : `"${what}" is nothing that can be done.`)
  const asked = names.length ? names.filter(name => name !== 'identity') : undefined
  const systems = asked?.length === 0 ? [] : systemsNamed(asked ?? [])
  for (const name of asked === undefined || asked.length < names.length ? [...systems, 'identity'] : systems) {
    const { texts } = (name === 'identity' ? { texts: identityTexts } : await partOf(name, 'texts')) as { texts: Texts }
    console.log(name)
    for (const [of, { ko, en }] of Object.entries(texts)) console.log(`  ${of}\n    ko\n${template(ko)}\n    en\n${template(en)}`)
  }
})
