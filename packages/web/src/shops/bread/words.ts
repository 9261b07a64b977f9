import { useWords, vocabulary } from '../../words/index.ts'
import { till } from '../shared/words.ts'

export const bakery = vocabulary('bread', {
  ...till.words,
  shop: { ko: '빵집', en: 'Bakery' },
  today: { ko: '오늘 굽는 것', en: 'In the oven today' },
  brought: { ko: '구워서', en: 'Baked, then' },
  toDoor: { ko: '집 앞까지', en: 'to your door' },
  unlimited: { ko: '주문하면 구워요', en: 'baked when you order' },
  oneKind: {
    ko: '한 주문에 한 가지를 담아요. 다른 것은 이어서 한 번 더 주문해 주세요.',
    en: 'One kind per order. For another, simply order once more after this one.',
  },
  emptyShelf: { ko: '굽는 것이 아직 없어요', en: 'Nothing is being baked yet' },
  emptyShelfText: {
    ko: '곧 채워질 거예요. 잠시 뒤에 다시 와 주세요.',
    en: 'The shelf will be filled soon. Please come back in a little while.',
  },
  cake: { ko: '케이크', en: 'Cake' },
  donut: { ko: '도넛', en: 'Donut' },
  loaf: { ko: '식빵', en: 'Bread' },
  bagel: { ko: '베이글', en: 'Bagel' },
  where: { ko: '어디로 가져다 드릴까요?', en: 'Where shall we bring it?' },
  whereHint: { ko: '비워 두면 가게에서 건네 드려요.', en: 'Left empty, we hand it to you at the shop.' },
  name: { ko: '주문하는 이름', en: 'Name on the order' },
  nameHint: { ko: '이 이름으로 내 주문을 찾아요.', en: 'Your orders are found by it.' },
  guest: { ko: '손님', en: 'Guest' },
  orderNumber: { ko: '주문 번호', en: 'Order number' },
  stepPass: { ko: '빵집에 전해요', en: 'Passing it to the bakery' },
  thanks: { ko: '주문이 빵집으로 갔어요', en: 'The bakery has your order' },
  thanksText: {
    ko: '굽기 시작하면, 출발하면, 도착하면 알려 드릴게요.',
    en: 'We tell you when it goes into the oven, when it leaves, and when it is there.',
  },
  untilStart: { ko: '굽기 시작하기 전에는 취소할 수 있어요', en: 'You can cancel until baking begins' },
  another: { ko: '하나 더 주문하기', en: 'Order something else' },
  toAddress: { ko: '{{address}}까지 가져다 드려요', en: 'It goes to {{address}}' },
  Ordered: { ko: '확인 기다리는 중', en: 'Waiting for the bakery' },
  Confirmed: { ko: '빵집이 확인했어요', en: 'Confirmed' },
  Baking: { ko: '굽는 중', en: 'Baking' },
  OutForDelivery: { ko: '배달 중', en: 'On its way' },
  Delivered: { ko: '도착했어요', en: 'Delivered' },
  Rejected: { ko: '빵집이 받지 못했어요', en: 'Turned down' },
  titleOrdered: { ko: '빵집이 곧 확인해요', en: 'The bakery will confirm it soon' },
  titleConfirmed: { ko: '곧 굽기 시작해요', en: 'It goes into the oven soon' },
  titleBaking: { ko: '지금 굽고 있어요', en: 'It is in the oven' },
  titleOutForDelivery: { ko: '가는 길이에요', en: 'It is on its way' },
  titleDelivered: { ko: '맛있게 드세요', en: 'Enjoy it' },
  doneConfirmed: { ko: '빵집이 확인했어요', en: 'The bakery confirmed it' },
  nowConfirm: { ko: '빵집의 확인을 기다려요', en: 'Waiting for the bakery to confirm' },
  doneBaking: { ko: '굽기 시작했어요', en: 'Baking began' },
  nextBaking: { ko: '굽기 시작해요', en: 'Baking begins' },
  doneDispatched: { ko: '배달을 시작했어요', en: 'It left the bakery' },
  nextDispatched: { ko: '배달을 시작해요', en: 'It leaves the bakery' },
  doneDelivered: { ko: '도착했어요', en: 'It arrived' },
  nextDelivered: { ko: '도착해요', en: 'It arrives' },
  badRejected: { ko: '빵집이 주문을 받지 못했어요', en: 'The bakery could not take the order' },
  badCanceled: { ko: '빵집이 주문을 내려놓았어요', en: 'The bakery put it aside' },
  way: { ko: '주문 {{number}}번이 지나온 길', en: 'Order {{number}}, step by step' },
  youGetBackText: {
    ko: '굽기 시작하기 전까지예요. 바로 그 순간에 시작했다면 취소되지 않고, 알려 드려요.',
    en: 'Until baking begins. Should that be this very second, the order stands and we tell you.',
  },
  tooLateText: {
    ko: '빵집이 한발 먼저 굽기 시작했어요. 돈은 결제된 그대로예요.',
    en: 'The bakery was a moment faster. Your payment stands as it is.',
  },
  noCancel: {
    ko: '굽기 시작해서 이제 취소할 수 없어요. 문제가 있으면 빵집에 말씀해 주세요.',
    en: 'It is being baked, so it can no longer be canceled. If something is wrong, tell the bakery.',
  },
  myPage: { ko: '빵집 내 주문', en: 'My bakery orders' },
  noOrdersText: { ko: '갓 구운 빵부터 주문해 볼까요?', en: 'How about something fresh from the oven?' },
  orderBread: { ko: '빵 주문하기', en: 'Order something' },
})

const named = { cake: 'cake', donut: 'donut', bread: 'loaf', bagel: 'bagel' } as const
/** The name of an item; one that the baker made up is called as it is. */
export const useItemName = (): ((item: string) => string) => {
  const say = useWords(bakery)
  return item => (item in named ? say(named[item as keyof typeof named]) : item)
}
