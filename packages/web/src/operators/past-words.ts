import { vocabulary } from '../words/index.ts'

/** What the slider of the past says. */
export const pastWords = vocabulary('past', {
  moment: { ko: '그때로', en: 'Moment' },
  at: { ko: '{{time}} · {{event}}', en: '{{time}} · {{event}}' },
  saw: { ko: '{{time}}에 저마다 본 것', en: 'What each saw at {{time}}' },
  help: { ko: '끌거나 ← → 키로 한 걸음씩 옮겨요', en: 'Drag, or ← → one step at a time' },
  play: { ko: '차례로 보기', en: 'Play' },
  pause: { ko: '멈추기', en: 'Pause' },
  customers: { ko: '손님의 화면', en: 'The customer’s page' },
  books: { ko: '장부', en: 'The books' },
  context: { ko: '{{context}} 쪽', en: 'At {{context}}' },
  nothing: { ko: '아직 아무것도 없었어요', en: 'Nothing was there yet' },
  taken: { ko: '받은 돈', en: 'taken' },
  back: { ko: '돌려준 돈', en: 'given back' },
  open: { ko: '아직 모르는 것이 있어요', en: 'something is on its way, or unknown' },
  note: {
    ko: '화면은 그때까지의 이벤트로 다시 지은 것이에요. 이름과 연락처는 보이지 않아요.',
    en: 'Made anew from the events until then; whoever it is about is left out.',
  },
})
