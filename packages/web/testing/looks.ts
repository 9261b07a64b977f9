// What is wrong with a page as it stands on a screen, in words: for every page, in each width and language. Run in the page.

/** What is wider than the screen, cut off, or lies over something that can be pressed. */
export const misfits = (): string[] => {
  const found: string[] = []
  const name = (e: Element): string => `${e.tagName.toLowerCase()}.${e.className} "${(e.textContent ?? '').trim().slice(0, 40)}"`
  const wide = document.documentElement.scrollWidth - innerWidth
  if (wide > 0) found.push(`${wide} px wider than the screen`)
  const isSeen = (e: Element): boolean => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.vh, .skip')
  /** What lies in it may be wider than it, and is scrolled to or ends in dots. */
  const scrolls = (e: Element): boolean => {
    for (let up: Element | null = e; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible' || up.closest('svg')) return true
    return false
  }
  for (const e of document.querySelectorAll('body *')) {
    const texts = [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE && n.textContent?.trim())
    if (!texts.length || !isSeen(e) || scrolls(e)) continue
    const range = document.createRange()
    for (const text of texts) {
      range.selectNodeContents(text)
      const is = range.getBoundingClientRect()
      if (is.right > innerWidth + 1 || is.left < -1) found.push(`${name(e)} stands out of the screen`)
      const button = e.closest('button, a.btn, .st')
      const box = button?.getBoundingClientRect()
      if (button && box && (is.right > box.right + 1 || is.left < box.left - 1 || is.bottom > box.bottom + 4))
        found.push(`${name(button)} is smaller than its text`)
    }
  }
  // a table is a pile of cards there
  if (innerWidth <= 560)
    for (const e of document.querySelectorAll('.scrolls'))
      if (e.scrollWidth > e.clientWidth + 1) found.push(`${name(e)} is to be scrolled sideways on a phone`)
  /** What lies over the page on purpose. */
  const floats = '.paybar, .tour, [role="dialog"], .map, .pin, .offline, .topbar, .boardpage'
  const pressed = [...document.querySelectorAll('button, a[href], input:not(.vh), select, summary')].filter(
    e => isSeen(e) && !e.closest(floats) && !e.closest('svg'),
  )
  const boxes = pressed.map(e => e.getBoundingClientRect())
  for (const [i, a] of boxes.entries())
    for (const [j, b] of boxes.entries()) {
      if (j <= i || pressed[i]!.contains(pressed[j]!) || pressed[j]!.contains(pressed[i]!)) continue
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (width > 2 && height > 2) found.push(`${name(pressed[i]!)} and ${name(pressed[j]!)} lie over each other`)
    }
  return [...new Set(found)]
}

/** Everything that is read on a page, and said to those who listen, without what is marked as being in another language. */
export const readings = (): string[] => {
  const language = document.documentElement.lang
  const said: string[] = []
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg, script, style') || e.closest('[lang]')?.getAttribute('lang') !== language) continue
    for (const n of e.childNodes) if (n.nodeType === Node.TEXT_NODE) said.push(n.textContent ?? '')
    for (const attribute of ['aria-label', 'title', 'placeholder', 'alt']) said.push(e.getAttribute(attribute) ?? '')
  }
  return [...new Set(said.map(text => text.trim()).filter(Boolean))]
}

/** Names and addresses that people gave, and words that are the same in both languages. */
const given =
  /서울특별시[^·]*|통닭|\d\d[가나]\d{4}|같은 차가 이미 많아요|guest|Kim|Jumun|API|KakaoTalk|English|EN|[A-Z]{3}|\bkm\b|\bh\b|\bmin\b|card-\w+/g
/** What is said in the wrong language, or by the name of a word instead of the word. */
export const untranslated = (said: readonly string[], language: 'ko' | 'en'): string[] =>
  said.filter(text => {
    const left = text.replaceAll(given, '')
    return /^[a-z]+[A-Z]\w*$/.test(text) || /{{\w+}}/.test(text) || (language === 'en' ? /[가-힣]/ : /[A-Za-z]{3,}/).test(left)
  })
