import { createTheme } from '@mantine/core'

/** Mantine in our language; its colors and sizes are bound to ours in mantine.css. */
export const mantine = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 'md',
  focusRing: 'auto',
  respectReducedMotion: true,
})
