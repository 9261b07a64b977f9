import type { Language } from './people.ts'

/**
 * All that people are told beside the pages, by name; `{name}` is filled in. AlimTalk takes them as templates, which are approved word for
 * word: `npm run messages -- preview identity` shows them.
 */
export const texts = {
  Code: {
    ko: '주문 인증번호는 {code}이에요. 10분 안에 입력하고, 아무에게도 알려 주지 마세요.',
    en: 'Your Jumun code is {code}. Use it within 10 minutes, and tell it to nobody.',
  },
  HasAccount: {
    ko: '이 연락처로 회원가입을 하려고 하셨나요? 이미 계정이 있으니 로그인하거나 새 비밀번호를 만들어 주세요. 직접 하신 일이 아니면 그대로 두셔도 돼요.',
    en: 'Did you try to sign up with this address? You have an account already: sign in, or set a new password. If it was not you, you need to do nothing.',
  },
  PasswordChanged: {
    ko: '비밀번호가 바뀌었어요. 직접 바꾸신 게 아니면 바로 새 비밀번호를 만들어 주세요.',
    en: 'Your password was changed. If it was not you, set a new one now.',
  },
  Invitation: { ko: '주문에서 함께 일하자는 초대예요({role}): {link}', en: 'You are invited to work at Jumun ({role}): {link}' },
} as const satisfies { readonly [name: string]: { readonly [language in Language]: string } }
export type Text = keyof typeof texts

/** What is said to one person. */
export const textOf = (language: Language, what: Text, values: { readonly [name: string]: string }): string =>
  texts[what][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
