import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'

interface DialogProps {
  readonly system: string
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}
/** Asks before something is taken away. Focus stays inside, and goes back to where it came from. */
export const Dialog = ({ system, title, isOpen, onClose, children }: DialogProps) => {
  const say = useWords(shared)
  return (
    // to lock the page behind it would take a style that our policy does not let in
    <Modal opened={isOpen} onClose={onClose} title={title} centered lockScroll={false} closeButtonProps={{ 'aria-label': say('close') }}>
      <div className="col" data-system={system}>
        {children}
      </div>
    </Modal>
  )
}
