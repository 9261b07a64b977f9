import { useEffect, useRef } from 'react'

/** Bump by keyboard: the keys 1 to 9 press the buttons in the order in which they stand. */
export const useBumpKeys = () => {
  const board = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || !/^[1-9]$/.test(e.key)) return
      board.current?.querySelectorAll<HTMLButtonElement>('.tk .go')[Number(e.key) - 1]?.click()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return board
}
