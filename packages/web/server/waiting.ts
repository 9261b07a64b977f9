// What stands in for the app while it is being built, or where it could not be.

export const waitingStyle =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-content:center;justify-items:center;gap:20px;' +
  'background:light-dark(#FAF7F0,#1A1714);color:light-dark(#2A2420,#F5EFE4);' +
  'font:500 18px/1.6 Pretendard,-apple-system,"Segoe UI","Noto Sans KR","Noto Sans CJK KR",sans-serif;text-align:center;word-break:keep-all}' +
  'h1{margin:0;font-size:26px}p{margin:0;max-width:34em;padding:0 20px}svg{width:72px;height:72px;transform:rotate(-4deg)}'
const note =
  '<svg viewBox="0 0 48 48" aria-hidden="true"><path d="M6 6h36v26L32 42H6z" fill="#FFE681"/><path d="M42 32H32v10z" fill="#E3BF3C"/>' +
  '<path d="M14 24l7 7 13-15" fill="none" stroke="#2A2420" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>'

type Words = { readonly title: string; readonly text: string }
const waiting: { readonly ko: Words; readonly en: Words } = {
  ko: { title: '가게를 차리고 있어요', text: '처음 한 번만, 몇 초 걸려요. 다 되면 저절로 열려요.' },
  en: { title: 'Setting up the shops', text: 'Only this first time, a few seconds. This page opens by itself when they are ready.' },
}
const broken: { readonly ko: Words; readonly en: Words } = {
  ko: {
    title: '화면을 만들지 못했어요',
    text: '주문 API는 그대로 돌아가고 있어요. 까닭은 서버 기록에 있어요. npm run web:build 로 다시 만들어 보고 다시 켜 주세요.',
  },
  en: {
    title: 'The pages could not be built',
    text: 'The API works as always. The log of the server says why. Run npm run web:build to try it by hand, then start again.',
  },
}

const write = (words: { readonly ko: Words; readonly en: Words }, acceptLanguage: string | undefined, again: string): string => {
  const language = /^\s*ko\b/i.test(acceptLanguage ?? '') ? 'ko' : 'en'
  const { title, text } = words[language]
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${again}` +
    `<title>${title}</title><style>${waitingStyle}</style></head><body>${note}<h1>${title}</h1><p>${text}</p></body></html>\n`
  )
}
/** It asks again by itself every second. */
export const waitingPage = (acceptLanguage: string | undefined): string =>
  write(waiting, acceptLanguage, '<meta http-equiv="refresh" content="1">')
export const brokenPage = (acceptLanguage: string | undefined): string => write(broken, acceptLanguage, '')
