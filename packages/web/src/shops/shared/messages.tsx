import { Message } from '../../design/message.tsx'
import { useWords } from '../../words/index.ts'
import { till } from './words.ts'

export interface Sent {
  readonly id: number
  readonly text: string | null
  readonly status: string
  readonly createTime: string | null
  readonly sentTime: string | null
}
/** The first first, as they were written. */
export const inOrder = <M extends Sent>(messages: readonly M[]): M[] =>
  messages.toSorted((a, b) => (a.createTime ?? '').localeCompare(b.createTime ?? '') || a.id - b.id)

/** The systems write it in their own way: `Sent`, `sent`. */
export const stateOf = (status: string): 'sent' | 'failed' | 'waiting' => {
  const word = status.toLowerCase()
  return word === 'sent' || word === 'failed' ? word : 'waiting'
}

/** In which language something was written. */
export const languageOf = (text: string | null): 'ko' | 'en' => (/[가-힣]/.test(text ?? '') ? 'ko' : 'en')

/** What was sent to the customer, word for word. */
export const Messages = ({ messages }: { readonly messages: readonly Sent[] | undefined }) => {
  const say = useWords(till)
  return (
    <section className="sec">
      <h2>{say('messages')}</h2>
      {messages?.length === 0 && <p className="sm qq">{say('noMessages')}</p>}
      <ul aria-live="polite">
        {messages?.map(m => (
          <Message
            key={m.id}
            text={m.text ?? ''}
            language={languageOf(m.text)}
            state={stateOf(m.status)}
            at={m.sentTime ?? m.createTime ?? ''}
          />
        ))}
      </ul>
    </section>
  )
}
