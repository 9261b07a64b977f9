import i18next from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'

export type Language = 'ko' | 'en'
/** What is said, in both languages. `{{name}}` is filled in. English may have a form for one: `[one, other]`, chosen by `count`. */
export interface Words {
  readonly [key: string]: { readonly ko: string; readonly en: string | readonly [one: string, other: string] }
}
export interface Vocabulary<W extends Words> {
  readonly area: string
  readonly words: W
}
/** A way to say the words of one area. */
export type Say<W extends Words> = (key: keyof W & string, values?: { readonly [name: string]: string | number }) => string

const kept = 'jumun.language'
const wanted = (): Language => {
  const chosen = localStorage.getItem(kept)
  if (chosen === 'ko' || chosen === 'en') return chosen
  return navigator.languages
    .find(tag => /^(ko|en)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('ko')
    ? 'ko'
    : 'en'
}
await i18next.init({
  lng: wanted(),
  fallbackLng: false,
  resources: {},
  defaultNS: false,
  interpolation: { escapeValue: false },
})

/** Makes the words of an area known. Each area brings its own, so that nobody loads the words of another. */
export const vocabulary = <const W extends Words>(area: string, words: W): Vocabulary<W> => {
  const ko: Record<string, string> = {}
  const en: Record<string, string> = {}
  for (const [key, say] of Object.entries(words)) {
    ko[key] = say.ko
    if (typeof say.en === 'string') en[key] = say.en
    else {
      ;[en[`${key}_one`], en[`${key}_other`]] = say.en
      ko[`${key}_other`] = say.ko
    }
  }
  i18next.addResourceBundle('ko', area, ko)
  i18next.addResourceBundle('en', area, en)
  return { area, words }
}

export const languageNow = (): Language => (i18next.language === 'ko' ? 'ko' : 'en')
/** Keeps the choice, and says everything anew. */
export const speak = (language: Language): void => {
  localStorage.setItem(kept, language)
  void i18next.changeLanguage(language)
}
const onSpeak = (told: () => void) => {
  i18next.on('languageChanged', told)
  return () => i18next.off('languageChanged', told)
}
export const useLanguage = (): Language => useSyncExternalStore(onSpeak, languageNow)

/** Says the words of an area in the language of the moment. */
export const useWords = <W extends Words>({ area }: Vocabulary<W>): Say<W> => {
  const language = useLanguage()
  return useMemo(() => i18next.getFixedT(language, area) as unknown as Say<W>, [area, language])
}
