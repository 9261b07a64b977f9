import { vocabulary } from '../../words/index.ts'

export const barWords = vocabulary('bar', {
  bar: { ko: '바', en: 'Bar' },
  waiting: { ko: '기다림', en: 'Waiting' },
  making: { ko: '만드는 중', en: 'Making' },
  ready: { ko: '준비됨', en: 'Ready' },
  receive: { ko: '접수', en: 'Take it' },
  make: { ko: '제조 완료', en: 'Made' },
  handOver: { ko: '수령', en: 'Handed over' },
  allToMake: { ko: '만들 것 모두', en: 'All to make' },
  canceled: { ko: '취소됐어요. 만들지 마세요', en: 'Canceled, do not make' },
  byCustomer: { ko: '손님이 취소', en: 'canceled' },
  refused: { ko: '{{detail}}', en: '{{detail}}' },
  left: { ko: '{{name}} 남음', en: '{{name}} left' },
  noneWaiting: { ko: '기다리는 음료가 없어요', en: 'Nobody is waiting' },
  noneMaking: { ko: '만드는 음료가 없어요', en: 'Nothing is being made' },
  noneReady: { ko: '찾아갈 음료가 없어요', en: 'Nothing to hand over' },
  moreBelow: { ko: '{{name}} {{count}}', en: '{{name}} {{count}}' },
  readyTitle: { ko: '찾으러 오세요!', en: 'Come and take it!' },
  makingTitle: { ko: '만들고 있어요', en: 'Being made' },
  readyNone: { ko: '준비되면 여기에 번호가 떠요', en: 'Your number shows here when it is ready' },
})
