import { vocabulary } from '../words/index.ts'

export const meWords = vocabulary('me', {
  living: { ko: '지금 가고 있는 주문 {{count}}개', en: ['{{count}} order under way', '{{count}} orders under way'] },
  none: { ko: '지금 가고 있는 주문이 없어요', en: 'Nothing is under way' },
  noneText: { ko: '다섯 가게에서 주문하면 모두 여기에 모여요.', en: 'Whatever you order in the five shops gathers here.' },
  messages: { ko: '받은 메시지', en: 'Messages' },
  noMessages: { ko: '아직 받은 메시지가 없어요', en: 'No messages yet' },
  over: { ko: '끝난 주문', en: 'What has ended' },
  more: { ko: '{{count}}개 더 보기', en: ['Show {{count}} more', 'Show {{count}} more'] },
  who: { ko: '가게마다 나를 찾는 법', en: 'How each shop knows you' },
  whoText: { ko: '로그인 없이 쓰는 동안은 이걸로 내 주문을 찾아요.', en: 'Without signing in, your orders are found by these.' },
  whoCafe: { ko: '카페: 전화번호', en: 'Café: phone number' },
  whoBread: { ko: '빵집: 이름', en: 'Bakery: name' },
  whoDelivery: { ko: '음식 배달: 이름', en: 'Delivery: name' },
  whoAir: { ko: '항공: 고객번호', en: 'Flights: customer number' },
  whoCars: { ko: '중고차: 내 번호', en: 'Used cars: your number' },
  guest: { ko: '손님', en: 'guest' },
})
