import { useWords, vocabulary } from '../../words/index.ts'

const cities = vocabulary('airports', {
  ICN: { ko: '인천', en: 'Incheon' },
  GMP: { ko: '김포', en: 'Gimpo' },
  CJU: { ko: '제주', en: 'Jeju' },
  PUS: { ko: '부산', en: 'Busan' },
  TAE: { ko: '대구', en: 'Daegu' },
  KWJ: { ko: '광주', en: 'Gwangju' },
  NRT: { ko: '도쿄 나리타', en: 'Tokyo Narita' },
  KIX: { ko: '오사카', en: 'Osaka' },
})
const isKnown = (code: string): code is keyof typeof cities.words => code in cities.words
/** The name of an airport; one that we do not know is called by its code. */
export const useAirport = (): ((code: string) => string) => {
  const say = useWords(cities)
  return code => (isKnown(code) ? say(code) : code)
}
