import { vocabulary } from '../words/index.ts'

export const tourWords = vocabulary('tour', {
  invite: { ko: '2분 안에 한 바퀴', en: 'Once around in two minutes' },
  inviteText: {
    ko: '커피를 주문하고, 바리스타가 되어 만들고, 결제를 멈춰 보세요. 무슨 일이 생기는지 함께 봐요.',
    en: 'Order a coffee, be the barista, then stop the payments: see what happens, and what does not.',
  },
  begin: { ko: '둘러보기 시작', en: 'Start the tour' },
  later: { ko: '나중에 할게요', en: 'Not now' },
  leave: { ko: '그만하기', en: 'Leave the tour' },
  step: { ko: '둘러보기 {{now}}/{{all}}', en: 'Tour {{now}} of {{all}}' },
  order: { ko: '커피를 한 잔 주문해 보세요.', en: 'Order a coffee, as a customer would.' },
  orderGo: { ko: '카페로 가기', en: 'To the café' },
  make: { ko: '이제 바리스타예요. 접수하고, 만들고, 건네주세요.', en: 'Now you are the barista: take it, make it, hand it over.' },
  makeGo: { ko: '바로 가기', en: 'To the bar' },
  stop: {
    ko: '결제를 멈춰 볼까요? 다른 것은 모두 그대로 움직여요.',
    en: 'Now let the payments fail. Everything else goes on.',
  },
  stopGo: { ko: '결제 멈추기', en: 'Stop the payments' },
  again: {
    ko: '결제가 멈췄어요. 그래도 한 잔 더 주문해 보세요: 오류 대신 무엇을 말하는지 보세요.',
    en: 'Payments are down. Order one more all the same, and see what you are told instead of an error.',
  },
  start: {
    ko: '돈은 빠져나가지 않았고, 자리는 맡아 뒀어요. 이제 결제를 다시 켜 주세요.',
    en: 'No money was taken, and your place is held. Bring the payments back.',
  },
  startGo: { ko: '결제 다시 켜기', en: 'Start the payments' },
  pay: {
    ko: '맡아 둔 주문을 결제해 보세요. 두 번 빠져나가는 일은 없어요.',
    en: 'Pay for the one that was held. Nothing is ever charged twice.',
  },
  payGo: { ko: '그 주문으로 가기', en: 'To that order' },
  done: {
    ko: '다 봤어요. 그 주문에 무슨 일이 있었는지 운영 화면이 순서대로 보여줘요.',
    en: 'That was all. The operators’ desk shows what happened to that order, step by step.',
  },
  doneGo: { ko: '기록 보기', en: 'See its story' },
  end: { ko: '마치기', en: 'Done' },
})
