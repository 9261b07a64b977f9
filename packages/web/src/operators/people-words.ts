import { vocabulary } from '../words/index.ts'

/** What the page about people says. */
export const peopleWords = vocabulary('people', {
  who: { ko: '전화번호, 이름, 손님 번호', en: 'Phone number, name or customer number' },
  find: { ko: '찾기', en: 'Find' },
  findText: {
    ko: '시스템이 그 사람을 부르는 대로 적어 주세요. 적은 것은 주소에 남지 않아요.',
    en: 'Type what a system knows them by. It is kept in no address and no log.',
  },
  findTitle: { ko: '누구를 찾나요?', en: 'Whom do you look for?' },
  nothing: { ko: '아무것도 몰라요', en: 'Nothing is known of them' },
  nowhere: { ko: '어느 시스템도 이 사람을 몰라요', en: 'No system knows this person' },
  cases: { ko: '주문 {{count}}건', en: ['{{count}} case', '{{count}} cases'] },
  touches: { ko: '지우면 이만큼 바뀌어요', en: 'To erase them would touch' },
  things: { ko: '{{kind}} {{count}}', en: '{{count}} {{kind}}' },
  open: { ko: '아직 끝나지 않은 일이 있어서 지울 수 없어요', en: 'They cannot be erased yet: something of theirs is open' },
  export: { ko: '내보내기', en: 'Export' },
  exportText: {
    ko: '모든 시스템이 아는 것을 파일 하나로 받아요. 그 사람에게 주세요.',
    en: 'All that every system knows, as one file, to be given to them.',
  },
  exported: { ko: '내보냈어요: {{count}}개', en: ['Exported: {{count}} thing', 'Exported: {{count}} things'] },
  erase: { ko: '지우기', en: 'Erase' },
  eraseFrom: { ko: '{{system}}에서 지우기', en: 'Erase from {{system}}' },
  eraseText: {
    ko: '되돌릴 수 없어요. 일어난 일과 금액은 남고, 누구인지는 사라져요. 그동안 이 시스템은 잠깐 멈춰요.',
    en: 'This cannot be undone. What happened and for how much stays; who it was goes. The system is down for a moment meanwhile.',
  },
  erased: { ko: '지웠어요: 주문 {{count}}건.', en: ['Erased: {{count}} case.', 'Erased: {{count}} cases.'] },
  left: { ko: '사람이 마저 할 일', en: 'What only people can do' },
})
