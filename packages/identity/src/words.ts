import type { Language } from './people.ts'

const words = {
  signIn: { ko: '로그인', en: 'Sign in' },
  signInText: { ko: '번호 하나로 다섯 가게를 모두 써요.', en: 'One account for all five shops.' },
  address: { ko: '휴대폰 번호 또는 이메일', en: 'Phone number or email' },
  password: { ko: '비밀번호', en: 'Password' },
  newPassword: { ko: '새 비밀번호', en: 'New password' },
  oldPassword: { ko: '지금 비밀번호', en: 'Current password' },
  passwordHelp: { ko: '여덟 글자 이상이면 돼요. 띄어쓰기도 쓸 수 있어요.', en: 'At least 8 characters; blanks are fine.' },
  name: { ko: '이름', en: 'Name' },
  signUp: { ko: '회원가입', en: 'Create an account' },
  forgot: { ko: '비밀번호를 잊었어요', en: 'I forgot my password' },
  reset: { ko: '새 비밀번호 만들기', en: 'Set a new password' },
  resetText: {
    ko: '가입할 때 쓴 번호나 이메일을 알려 주세요. 인증번호를 보내 드려요.',
    en: 'Tell us the phone number or email of your account. We will send a code there.',
  },
  sendCode: { ko: '인증번호 받기', en: 'Send me a code' },
  code: { ko: '인증번호 여섯 자리', en: 'The six digits' },
  codeTitle: { ko: '인증번호를 입력해 주세요', en: 'Type the code' },
  codeSent: {
    ko: '{{address}}(으)로 인증번호를 보냈어요. 10분 안에 입력해 주세요.',
    en: 'We sent a code to {{address}}. It can be used for 10 minutes.',
  },
  codeMaybe: {
    ko: '{{address}}(으)로 가입되어 있으면 인증번호를 보냈어요. 10분 안에 입력해 주세요.',
    en: 'If there is an account with {{address}}, we sent a code there. It can be used for 10 minutes.',
  },
  confirm: { ko: '확인', en: 'Confirm' },
  back: { ko: '로그인으로 돌아가기', en: 'Back to signing in' },
  toShops: { ko: '가게로 가기', en: 'To the shops' },
  signOut: { ko: '로그아웃', en: 'Sign out' },
  signOutAsk: { ko: '로그아웃할까요?', en: 'Sign out?' },
  signedOut: { ko: '로그아웃했어요', en: 'You are signed out' },
  account: { ko: '내 계정', en: 'My account' },
  changePassword: { ko: '비밀번호 바꾸기', en: 'Change the password' },
  changed: { ko: '비밀번호를 바꿨어요. 다시 로그인해 주세요.', en: 'Your password is changed. Please sign in again.' },
  everywhere: { ko: '모든 곳에서 로그아웃', en: 'Sign out everywhere' },
  notSignedIn: { ko: '로그인해 주세요', en: 'Please sign in first' },
  invite: { ko: '함께 일할 분 초대하기', en: 'Invite somebody to work here' },
  role: { ko: '맡길 일', en: 'Their role' },
  key: { ko: '가게나 라이더 번호 (점주, 라이더만)', en: 'Number of the store or rider (owners and riders only)' },
  inviteTo: { ko: '초대장을 받을 번호나 이메일 (비워도 돼요)', en: 'Phone number or email to send it to (may be left empty)' },
  inviteLink: {
    ko: '이 주소를 전해 주세요. 한 번만, 사흘 안에 쓸 수 있어요.',
    en: 'Pass this address on. It can be used once, within three days.',
  },
  inviteGive: { ko: '초대장 만들기', en: 'Make the invitation' },
  mayNotGive: { ko: '이 일은 맡길 수 없어요. 번호도 확인해 주세요.', en: 'You cannot give this role. Please check the number, too.' },
  invitation: { ko: '초대를 받으셨어요', en: 'You are invited' },
  invitationText: { ko: '맡게 될 일: {{role}}', en: 'Your role will be: {{role}}' },
  invitationEnded: {
    ko: '이 초대장은 이미 쓰였거나 기한이 지났어요. 보내 준 분께 새로 부탁해 주세요.',
    en: 'This invitation was used already, or its time is over. Please ask for a new one.',
  },
  haveAccount: { ko: '이미 계정이 있어요', en: 'I have an account' },
  accept: { ko: '초대 받아들이기', en: 'Accept the invitation' },
  accepted: { ko: '이제 함께 일할 수 있어요. 로그인해 주세요.', en: 'Welcome. Please sign in now.' },
  wrong: { ko: '번호(이메일)나 비밀번호가 맞지 않아요.', en: 'The address or the password is wrong.' },
  wait: {
    ko: '여러 번 틀려서 {{seconds}}초 기다려야 해요. 비밀번호를 잊으셨으면 새로 만들어 주세요.',
    en: 'That was wrong too often: please wait {{seconds}} seconds. If you forgot your password, set a new one.',
  },
  busy: {
    ko: '지금 로그인이 몰려 있어요. 잠시 후 다시 시도해 주세요.',
    en: 'Many are signing in right now. Please try again in a moment.',
  },
  tooManyCodes: {
    ko: '인증번호를 너무 여러 번 요청했어요. 한 시간 뒤에 다시 시도해 주세요.',
    en: 'Codes were asked for too often. Please try again in an hour.',
  },
  badAddress: { ko: '휴대폰 번호나 이메일 주소를 확인해 주세요.', en: 'Please check the phone number or email address.' },
  badName: { ko: '이름을 60자 안으로 적어 주세요.', en: 'Please write a name of at most 60 characters.' },
  short: { ko: '비밀번호는 여덟 글자 이상이어야 해요.', en: 'The password needs at least 8 characters.' },
  long: { ko: '비밀번호는 256자까지 쓸 수 있어요.', en: 'The password may have at most 256 characters.' },
  easy: { ko: '너무 쉬운 비밀번호예요. 다른 것으로 정해 주세요.', en: 'This password is too easy to guess. Please choose another one.' },
  badCode: { ko: '인증번호가 맞지 않아요.', en: 'That is not the code.' },
  codeEnded: { ko: '이 인증번호는 더 쓸 수 없어요. 처음부터 다시 해 주세요.', en: 'This code can no longer be used. Please start again.' },
  trouble: { ko: '계속할 수 없어요', en: 'This cannot go on' },
  troubleText: {
    ko: '시간이 지났거나 다른 창에서 이미 끝났어요. 가게에서 다시 로그인해 주세요.',
    en: 'It took too long, or it was finished in another window. Please sign in again from the shops.',
  },
  foreign: {
    ko: '다른 곳의 웹 페이지가 보낸 요청이라 처리하지 않았어요.',
    en: 'A web page from elsewhere sent this, and nothing was done.',
  },
  otherLanguage: { ko: 'English', en: '한국어' },
} as const satisfies { readonly [key: string]: { readonly [language in Language]: string } }

export type Word = keyof typeof words
/** Says it in this language; `{{name}}` stands for a value. */
export const say = (language: Language, word: Word, values: { readonly [name: string]: string | number } = {}): string =>
  words[word][language].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))

/** What roles are called. */
const roles: { readonly [role: string]: { readonly [language in Language]: string } } = {
  operator: { ko: '운영자', en: 'operator' },
  metrics: { ko: '지표 수집', en: 'collector of metrics' },
  manager: { ko: '카페 점장', en: 'manager of the café' },
  barista: { ko: '바리스타', en: 'barista' },
  baker: { ko: '제빵사', en: 'baker' },
  flightManager: { ko: '항공사 창구', en: 'airline counter' },
  owner: { ko: '음식점 주인', en: 'owner of a kitchen' },
  rider: { ko: '라이더', en: 'rider' },
  seller: { ko: '중고차 판매 담당', en: 'seller of cars' },
  purchasing: { ko: '중고차 매입 담당', en: 'buyer of cars for the dealer' },
  stockManager: { ko: '중고차 재고 담당', en: 'manager of the cars in stock' },
  transporter: { ko: '탁송 기사', en: 'transporter of cars' },
}
export const roleName = (language: Language, role: string): string => roles[role]?.[language] ?? role
