import { vocabulary } from '../words/index.ts'

/** What every screen behind a counter may say. */
export const staffWords = vocabulary('staff', {
  cut: { ko: '{{time}}부터 서버와 끊겼어요', en: 'Disconnected since {{time}}' },
  cutText: {
    ko: '화면은 그때 모습이에요. 계속 눌러도 돼요: 두 번 적히거나 사라지지 않아요.',
    en: 'This is how things were then. Keep working: nothing is lost or entered twice.',
  },
  toSend: { ko: '보낼 것 {{count}}개', en: ['{{count}} waiting to be sent', '{{count}} waiting to be sent'] },
  unsent: { ko: '연결되면 보내요', en: 'sent once connected' },
  understood: { ko: '알겠어요', en: 'Understood' },
  recall: { ko: '다시 보기', en: 'Recall' },
  recallTitle: { ko: '마지막 {{count}}개', en: 'The last {{count}}' },
  recallNone: { ko: '아직 나간 것이 없어요', en: 'Nothing has left yet' },
  crossOff: { ko: '{{count}}개 중 {{done}}개 됐어요', en: '{{done}} of {{count}} done' },
  soundOn: { ko: '소리 켬', en: 'Sound on' },
  soundOff: { ko: '소리 끔', en: 'Sound off' },
  by: { ko: '{{time}}까지', en: 'by {{time}}' },
  lateBy: { ko: '{{count}}분 늦었어요', en: ['{{count}} min late', '{{count}} min late'] },
  key: { ko: '키 {{key}}', en: 'key {{key}}' },
  counted: {
    ko: '기다림 {{waiting}}, 만드는 중 {{making}}, 준비됨 {{ready}}',
    en: '{{waiting}} waiting, {{making}} being made, {{ready}} ready',
  },
})
