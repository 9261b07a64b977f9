import { vocabulary } from '../words/index.ts'

export const dayWords = vocabulary('operators.day', {
  day: { ko: '지난 하루', en: 'The last day' },
  kept: {
    ko: '1분에 한 번씩 보고, 이 프로세스의 메모리에만 둬요. {{time}}부터 있고, 다시 시작하면 새로 모아요.',
    en: 'Looked at once a minute and kept in the memory of this process alone: since {{time}}. A restart begins anew.',
  },
  none: { ko: '시작하고 1분이 지나면 여기에 그려져요.', en: 'It is drawn here a minute after the start.' },
  events: { ko: '1분에 일어난 이벤트', en: 'Events a minute' },
  waiting: { ko: '기다린 이벤트', en: 'Events waiting' },
  parked: { ko: '세워 둔 주문', en: 'Orders parked' },
  unknown: { ko: '어떻게 됐는지 모르는 결제', en: 'Payments unknown' },
  stopped: { ko: '멈춘 컨텍스트', en: 'Contexts stopped' },
  open: { ko: '막힌 통로', en: 'Breakers open' },
  now: { ko: '지금 {{now}} · 많을 때 {{most}}', en: 'now {{now}} · at most {{most}}' },
  notKnown: { ko: '모름', en: 'not known' },
})
