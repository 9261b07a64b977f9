import type { System } from '@jumun/core/model'

export type Language = 'en' | 'ko'

/** What is said about a kind of problem: its status, its title, and its words in both languages. */
export interface Words {
  readonly status: number
  readonly title: string
  readonly en: string
  readonly ko: string
}

/** The problems that every system has. A system's own words for the same slug come first. */
export const words: { readonly [slug: string]: Words } = {
  malformed: {
    status: 400,
    title: 'The request is malformed',
    en: 'We could not read this request. Nothing was changed. Please check it and send it again.',
    ko: '요청을 읽을 수 없어요. 바뀐 것은 없으니 내용을 확인하고 다시 보내 주세요.',
  },
  'no-identity': {
    status: 401,
    title: 'Please sign in',
    en: 'We do not know who you are. Please sign in and try again.',
    ko: '누구신지 확인할 수 없어요. 로그인한 뒤 다시 시도해 주세요.',
  },
  'not-yours': {
    status: 403,
    title: 'Not yours',
    en: 'This belongs to somebody else, so you cannot do that.',
    ko: '다른 분의 것이라 할 수 없어요.',
  },
  role: { status: 403, title: 'Not your role', en: 'Your role does not allow this.', ko: '지금 권한으로는 할 수 없는 일이에요.' },
  misdirected: {
    status: 421,
    title: 'Not an address of ours',
    en: 'Without tokens this is only for whoever sits at this machine: please use localhost or 127.0.0.1, or the public address it was started with.',
    ko: '토큰 없이 열려 있을 때는 이 컴퓨터에서만 쓸 수 있어요. localhost 또는 127.0.0.1, 아니면 설정한 공개 주소로 접속해 주세요.',
  },
  'foreign-page': {
    status: 403,
    title: 'Not for pages from elsewhere',
    en: 'A web page from elsewhere asked for this, and nothing was done. If it may, start with its address in --origins.',
    ko: '다른 곳의 웹 페이지가 보낸 요청이라 처리하지 않았어요. 허용하려면 그 주소를 --origins에 적어 시작해 주세요.',
  },
  'not-found': { status: 404, title: 'Not found', en: 'There is nothing here under this address.', ko: '이 주소에는 아무것도 없어요.' },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    en: 'This address does not understand that method. The Allow header lists those that it does.',
    ko: '이 주소에서는 쓸 수 없는 방법이에요. 쓸 수 있는 방법은 Allow 헤더에 있어요.',
  },
  'not-implemented': {
    status: 501,
    title: 'Method not implemented',
    en: 'Nothing here understands that method. The Allow header lists those that are understood.',
    ko: '여기에서는 쓸 수 없는 방법이에요. 쓸 수 있는 방법은 Allow 헤더에 있어요.',
  },
  'expectation-failed': {
    status: 417,
    title: 'Expectation failed',
    en: 'Of what a request may expect, only 100-continue is understood. Please leave the Expect header out.',
    ko: 'Expect 헤더는 100-continue만 이해할 수 있어요. 빼고 다시 보내 주세요.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Not acceptable',
    en: 'We can only answer with application/hal+json or application/json.',
    ko: 'application/hal+json 또는 application/json으로만 답할 수 있어요.',
  },
  'precondition-failed': {
    status: 412,
    title: 'Changed in the meantime',
    en: 'This has changed since you last looked. Nothing was done. Please look again and decide anew.',
    ko: '마지막으로 보신 뒤에 내용이 바뀌었어요. 아무것도 하지 않았으니 다시 확인해 주세요.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    en: 'This request is too large. We take at most 64 KiB.',
    ko: '요청이 너무 커요. 최대 64 KiB까지 받을 수 있어요.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    en: 'Please send application/json in UTF-8.',
    ko: 'UTF-8로 된 application/json으로 보내 주세요.',
  },
  'too-slow': {
    status: 408,
    title: 'Too slow',
    en: 'The request did not arrive in time. Nothing was done.',
    ko: '요청이 제때 도착하지 않았어요. 처리된 것은 없어요.',
  },
  'header-too-large': {
    status: 431,
    title: 'Headers too large',
    en: 'The headers of this request are too large.',
    ko: '요청의 헤더가 너무 커요.',
  },
  'not-allowed-now': {
    status: 409,
    title: 'Not possible now',
    en: 'This is not possible in the present state.',
    ko: '지금 상태에서는 할 수 없어요.',
  },
  'in-progress': {
    status: 409,
    title: 'Being worked on',
    en: 'We are working on this very request. Please wait a moment and ask again.',
    ko: '지금 처리하고 있어요. 잠시 후에 다시 확인해 주세요.',
  },
  exists: { status: 409, title: 'Already there', en: 'This already exists.', ko: '이미 있어요.' },
  expired: {
    status: 409,
    title: 'Expired',
    en: 'The time for this has run out. Nothing was charged that you do not get back.',
    ko: '시간이 지나 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  'price-changed': {
    status: 409,
    title: 'The price has changed',
    en: 'The price has changed. Please look at it again.',
    ko: '가격이 바뀌었어요. 다시 확인해 주세요.',
  },
  'sold-out': { status: 409, title: 'Sold out', en: 'This is sold out.', ko: '품절되었어요.' },
  'payment-declined': {
    status: 422,
    title: 'Payment declined',
    en: 'Your payment was declined. Nothing was charged. Please try another way to pay.',
    ko: '결제가 거절되었어요. 청구된 금액은 없으니 다른 결제 수단을 이용해 주세요.',
  },
  'not-changeable': {
    status: 422,
    title: 'Not changeable',
    en: 'This cannot be changed in this way: {fields}.',
    ko: '이렇게는 바꿀 수 없는 항목이에요: {fields}.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency-Key used before',
    en: 'This Idempotency-Key was used before with another request. Please take a new one.',
    ko: '이 Idempotency-Key는 다른 요청에 이미 쓰였어요. 새 키를 써 주세요.',
  },
  'no-backup': {
    status: 422,
    title: 'No backup from here',
    en: 'A backup can be made of systems that lie in files and run in one process, into a directory that is new. Databases are copied with npm run backup -- SYSTEM --store URL.',
    ko: '한 프로세스에서 파일로 저장하는 시스템만 새 폴더에 백업할 수 있어요. 데이터베이스는 npm run backup -- SYSTEM --store URL로 백업해 주세요.',
  },
  'people-elsewhere': {
    status: 422,
    title: 'Contexts run elsewhere',
    en: 'Contexts of this system run in other processes, and nothing was done. Stop all of them, and use npm run people -- erase.',
    ko: '이 시스템의 일부가 다른 프로세스에서 실행되고 있어 아무것도 하지 않았어요. 모두 멈춘 뒤 npm run people -- erase를 사용해 주세요.',
  },
  'cases-open': {
    status: 409,
    title: 'Not over yet',
    en: 'This person has cases that are not over yet, and nothing was erased: {open}.',
    ko: '아직 끝나지 않은 건이 있어 삭제하지 않았어요: {open}.',
  },
  'no-such-event': {
    status: 422,
    title: 'Not what such an event says',
    en: 'The event cannot be taken for that, and nothing was done: {why}.',
    ko: '그런 내용의 이벤트로 바꿀 수 없어 아무것도 하지 않았어요: {why}.',
  },
  'no-such-act': {
    status: 422,
    title: 'Not as things are',
    en: 'That is not possible as things are: {why}.',
    ko: '지금 상태에서는 할 수 없어요: {why}.',
  },
  'no-such-item': { status: 422, title: 'No such item', en: 'What this is about does not exist.', ko: '요청하신 대상을 찾을 수 없어요.' },
  'no-such-order': { status: 422, title: 'No such order', en: 'There is no such order.', ko: '그런 주문을 찾을 수 없어요.' },
  'too-many': {
    status: 429,
    title: 'Too many requests',
    en: 'You are asking faster than we can answer. Please wait a moment.',
    ko: '요청이 너무 많아요. 잠시 후에 다시 시도해 주세요.',
  },
  'payment-unavailable': {
    status: 503,
    title: 'Payment is busy',
    en: 'Payment is delayed at the moment, and nothing was charged. We keep your order for a little while: please pay in a moment.',
    ko: '결제가 잠시 지연되고 있습니다. 결제를 잠시 후에 다시 시도해 주세요.',
  },
  'payment-unknown': {
    status: 503,
    title: 'Payment is being checked',
    en: 'The payment company is slow to answer, and we are finding out whether you were charged. You will never be charged twice: please pay again in a moment.',
    ko: '결제 회사의 응답이 늦어지고 있어요. 결제 여부를 확인하고 있으며 두 번 결제되지 않으니, 잠시 후에 다시 결제해 주세요.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable for a moment',
    en: 'We cannot do this right now, and nothing was done. Please try again in a moment.',
    ko: '지금은 처리할 수 없어요. 처리된 것은 없으니 잠시 후에 다시 시도해 주세요.',
  },
  unknown: {
    status: 504,
    title: 'We do not know yet',
    en: 'Your request was sent, but the connection was lost before the answer came. Please ask again with the same Idempotency-Key: nothing happens twice.',
    ko: '요청은 전달했지만 응답을 받지 못했어요. 같은 Idempotency-Key로 다시 보내 주시면 두 번 처리되지 않아요.',
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong',
    en: 'Something went wrong on our side. Please try again in a moment, and tell us the trace id if it happens again.',
    ko: '저희 쪽에 문제가 생겼어요. 잠시 후에 다시 시도해 주시고, 계속되면 추적 번호를 알려 주세요.',
  },
}

/** A slug as a title: `no-such-product` is "No such product". */
const titled = (slug: string): string => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ')

/** The words for a slug: the system's own, then those that every system has. */
export const wordsFor = (system: Pick<System, 'reasons'> | undefined, slug: string): Words => {
  const known = Object.hasOwn(words, slug) ? words[slug] : undefined
  const own = system && Object.hasOwn(system.reasons, slug) ? system.reasons[slug] : undefined
  if (own) return { status: own.status, title: known?.title ?? titled(slug), en: own.en, ko: own.ko }
  if (known) return known
  const likely = slug.startsWith('no-such-') ? words['no-such-item']! : words['not-allowed-now']!
  return { ...likely, title: titled(slug) }
}

/** Fills `{name}` from the detail; an amount beside a word for won gets its thousands separators. */
export const filled = (text: string, detail: any): string =>
  text.replace(/(₩)?\{(\w+)\}(\s?(?:원|won\b))?/g, (_, sign = '', name: string, unit = '') => {
    const value = detail?.[name]
    if (value === undefined || value === null) return ''
    return (
      sign +
      ((sign || unit) && typeof value === 'number'
        ? value.toLocaleString('en-US')
        : String(Array.isArray(value) ? value.join(', ') : value)) +
      unit
    )
  })

/** What a detail may tell outside: only what the words themselves tell. */
export const toldOf = (text: string, detail: any): { [name: string]: unknown } => {
  const told: { [name: string]: unknown } = {}
  for (const [, name] of text.matchAll(/\{(\w+)\}/g)) if (detail?.[name!] !== undefined) told[name!] = detail[name!]
  return told
}

/** What is wrong with a field of the input. */
export const fieldWords = {
  required: { en: 'Please fill this in.', ko: '꼭 입력해 주세요.' },
  text: { en: 'Please give a text.', ko: '글자로 입력해 주세요.' },
  whole: { en: 'Please give a whole number.', ko: '정수로 입력해 주세요.' },
  number: { en: 'Please give a number.', ko: '숫자로 입력해 주세요.' },
  yes: { en: 'Please give true or false.', ko: 'true 또는 false로 입력해 주세요.' },
  list: { en: 'Please give a list.', ko: '목록으로 입력해 주세요.' },
  object: { en: 'Please give an object with fields.', ko: '항목이 있는 객체로 입력해 주세요.' },
  time: {
    en: 'Please give a time as ISO 8601, such as 2021-02-23T18:23:38+09:00.',
    ko: 'ISO 8601 시각으로 입력해 주세요. 예: 2021-02-23T18:23:38+09:00',
  },
  control: { en: 'Control characters are not allowed here.', ko: '제어 문자는 쓸 수 없어요.' },
  unicode: { en: 'This text is not valid Unicode.', ko: '올바른 유니코드 글자가 아니에요.' },
  empty: { en: 'Please do not leave this empty.', ko: '비워 둘 수 없어요.' },
  least: { en: 'At least {limit}, please.', ko: '{limit} 이상이어야 해요.' },
  most: { en: 'At most {limit}, please.', ko: '{limit} 이하여야 해요.' },
  shortest: { en: 'At least {limit} characters, please.', ko: '{limit}자 이상이어야 해요.' },
  longest: { en: 'At most {limit} characters, please.', ko: '{limit}자 이하여야 해요.' },
  fewest: { en: 'At least {limit} entries, please.', ko: '{limit}개 이상이어야 해요.' },
  oftenest: { en: 'At most {limit} entries, please.', ko: '{limit}개 이하여야 해요.' },
  form: { en: 'This does not have the right form.', ko: '형식이 올바르지 않아요.' },
  noBody: {
    en: 'GET, HEAD, DELETE and OPTIONS take no body in chunks.',
    ko: 'GET, HEAD, DELETE, OPTIONS에는 본문을 조각으로 나누어 보낼 수 없어요.',
  },
  oneHost: { en: 'Please name one host, such as localhost:8088.', ko: 'localhost:8088처럼 호스트를 하나만 적어 주세요.' },
  plain: { en: 'Please send the body as it is, without an encoding.', ko: '본문을 압축하지 않고 그대로 보내 주세요.' },
  choice: { en: 'One of: {limit}.', ko: '다음 중 하나여야 해요: {limit}.' },
  twice: { en: 'This is given twice.', ko: '두 번 입력되었어요.' },
  parameter: { en: 'There is no such parameter here. There are: {limit}.', ko: '쓸 수 없는 매개변수예요. 쓸 수 있는 것: {limit}.' },
  sort: { en: 'Sort by at most three of these, none twice: {limit}.', ko: '다음 중 세 개까지, 겹치지 않게 정렬할 수 있어요: {limit}.' },
  after: { en: 'There is no such item to go on from.', ko: '이어서 볼 기준 항목이 없어요.' },
} as const
export type FieldWord = keyof typeof fieldWords
