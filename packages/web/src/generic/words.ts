import { vocabulary } from '../words/index.ts'

/** What is said on pages that are made of a model alone; the names of things and states are the model's. */
export const genericWords = vocabulary('generic', {
  lists: { ko: '무엇이 있나요', en: 'What there is' },
  listsText: {
    ko: '이 시스템의 모델에서 바로 만든 화면이에요. 버튼은 지금 할 수 있는 일만 보여줘요.',
    en: 'These pages are made from the model of this system. Buttons show only what can be done now.',
  },
  of: { ko: '{{context}}', en: '{{context}}' },
  asList: { ko: '목록', en: 'List' },
  asBoard: { ko: '상태별', en: 'By state' },
  make: { ko: '새로 만들기', en: 'New' },
  send: { ko: '보내기', en: 'Send' },
  none: { ko: '아직 아무것도 없어요', en: 'Nothing here yet' },
  noneIn: { ko: '없어요', en: 'none' },
  all: { ko: '모두 {{count}}개', en: ['{{count}} in all', '{{count}} in all'] },
  newest: { ko: '최근 {{count}}개를 보여줘요', en: ['The newest {{count}} are shown', 'The newest {{count}} are shown'] },
  number: { ko: '{{name}} {{id}}', en: '{{name}} {{id}}' },
  can: { ko: '지금 할 수 있는 일', en: 'What can be done now' },
  cannot: { ko: '지금은 할 수 있는 일이 없어요.', en: 'Nothing can be done now.' },
  byRoles: { ko: '{{roles}}의 일', en: 'by {{roles}}' },
  happened: { ko: '지금까지', en: 'What happened' },
  yes: { ko: '예', en: 'yes' },
  no: { ko: '아니요', en: 'no' },
  empty: { ko: '없음', en: 'none' },
  json: { ko: '데이터 그대로 적어 주세요', en: 'Written as JSON' },
  wrongJson: { ko: '읽을 수 없는 데이터예요', en: 'This is not JSON' },
  notSaid: { ko: '고르지 않음', en: 'not chosen' },
})
