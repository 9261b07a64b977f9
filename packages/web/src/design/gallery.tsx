import './wall.css'
import './operators.css'
import { useState } from 'react'
import { Unreached } from '../api/answer.ts'
import { ShopFrame } from '../app/frame.tsx'
import { useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { Chip } from './chip.tsx'
import { Choices, Quantity, Rows, TextField } from './fields.tsx'
import { colors, sizes, systems, texts } from './gallery-words.ts'
import { Hold } from './hold.tsx'
import { Icon } from './icon.tsx'
import { type IconName, icons } from './icons.ts'
import { Kpi } from './kpi.tsx'
import { Message } from './message.tsx'
import { MoneyList } from './money.tsx'
import { Ghost, Note, Seal } from './note.tsx'
import { Seat } from './seat.tsx'
import { Empty, Failure, Skeleton } from './states.tsx'
import { Ticket } from './ticket.tsx'
import { Timeline } from './timeline.tsx'

const Part = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className="gallery-part">
    <h2>{title}</h2>
    <div className="gallery-row">{children}</div>
  </section>
)

const Fields = () => {
  const say = useWords(texts)
  const [one, setOne] = useState(['hot'])
  const [many, setMany] = useState<string[]>([])
  const [row, setRow] = useState('a')
  const [count, setCount] = useState(2)
  const choices = [
    { value: 'hot', label: say('hot') },
    { value: 'iced', label: say('iced'), plus: '+₩500' },
    { value: 'off', label: say('soldOut'), disabled: true },
  ]
  return (
    <Part title={say('fields')}>
      <Choices label={say('oneOf')} choices={choices} chosen={one} onChoose={setOne} />
      <Choices many label={say('anyOf')} choices={choices} chosen={many} onChoose={setMany} />
      <Rows
        label={say('oneOf')}
        chosen={row}
        onChoose={setRow}
        rows={[
          { value: 'a', label: say('hot'), side: '14:36' },
          { value: 'b', label: say('iced') },
        ]}
      />
      <Quantity label={say('count')} value={count} most={5} onChange={setCount} />
      <TextField label={say('field')} defaultValue="010-1234-5678" onText={() => {}} hint={say('hint')} />
      <TextField label={say('field')} defaultValue="12" onText={() => {}} error={say('wrong')} />
    </Part>
  )
}

const Notes = () => {
  const say = useWords(texts)
  return (
    <Part title={say('notes')}>
      {(['order', 'view', 'ended', 'trouble', 'paper', 'blue', 'event', 'ext'] as const).map(kind => (
        <Note key={kind} kind={kind} small taped={kind === 'order'}>
          <b>{kind}</b>
        </Note>
      ))}
      <Ghost>
        <b>{say('ghost')}</b>
      </Ghost>
      <Seal kind="trouble" icon="cross" />
      <Seal kind="blue" icon="looking" />
      <Seal kind="paper" icon="pause" />
    </Part>
  )
}

const Wall = () => {
  const say = useWords(texts)
  const item = { count: 2, name: say('latte'), usual: [say('hot')], marked: [say('shot')] }
  return (
    <Part title={say('tickets')}>
      <div className="wall gallery-wall">
        <Ticket number="28" used={0.3} age="1:50" due="14:37" item={item} />
        <Ticket number="25" used={0.8} age="4:30" due="14:35" item={{ ...item, count: 1 }} />
        <Ticket number="24" used={1.2} age="6:10" due="14:33" item={item}>
          <button type="button" className="go b">
            <Icon name="check" />
            {say('take')}
          </button>
        </Ticket>
        <Ticket number="29" used={0.3} age="1:18" due="" item={item} off flag={{ tone: 'bad', icon: 'cross', text: say('canceled') }} />
      </div>
    </Part>
  )
}

const Money = () => {
  const say = useWords(texts)
  const [from] = useState(() => Date.now())
  return (
    <Part title={say('money')}>
      <MoneyList
        lines={[
          { icon: 'won', title: say('taken'), more: '14:31' },
          { icon: 'shield', title: say('notTaken'), more: say('hint') },
          { icon: 'looking', title: say('unknown'), more: say('hint') },
          { icon: 'undo', title: say('back'), more: say('hint') },
        ]}
      />
      <Hold title={say('held')} more={say('hint')} from={from} until={from + 600_000} />
      <Hold title={say('held')} more={say('hint')} from={from - 560_000} until={from + 40_000} />
    </Part>
  )
}

/** The tokens: colors, shops, sizes of type, icons. */
const Look = () => {
  const say = useWords(texts)
  return (
    <>
      <Part title={say('colors')}>
        {colors.map(name => (
          <span key={name} className="swatch">
            <i style={{ background: `var(--${name})` }} />
            {name}
          </span>
        ))}
      </Part>
      <Part title={say('shops')}>
        {systems.map(system => (
          <span key={system} data-system={system} className="gallery-shop">
            <Button>{system}</Button>
            <Button kind="quiet">{system}</Button>
          </span>
        ))}
      </Part>
      <Part title={say('type')}>
        {sizes.map(size => (
          <span key={size} style={{ fontSize: `var(--t-${size})`, lineHeight: 1.3 }}>
            {say('sample')} {size}
          </span>
        ))}
      </Part>
      <Part title={say('icons')}>
        {(Object.keys(icons) as IconName[]).map(name => (
          <span key={name} className="swatch">
            <Icon name={name} />
            {name}
          </span>
        ))}
      </Part>
    </>
  )
}

const Chips = () => {
  const say = useWords(texts)
  return (
    <Part title={say('states')}>
      <Chip tone="waiting" icon="clock">
        waiting
      </Chip>
      <Chip tone="working" icon="cup">
        working
      </Chip>
      <Chip tone="done" icon="check">
        done
      </Chip>
      <Chip tone="ended" icon="undo">
        ended
      </Chip>
      <Chip tone="trouble" icon="warning">
        trouble
      </Chip>
      <Chip tone="done" icon="check" bare>
        bare
      </Chip>
    </Part>
  )
}

const Buttons = () => {
  const say = useWords(texts)
  return (
    <Part title={say('buttons')}>
      <Button>{say('press')}</Button>
      <Button busy>{say('press')}</Button>
      <Button disabled icon="clock">
        {say('wait')}
      </Button>
      <Button kind="outline">{say('press')}</Button>
      <Button kind="quiet">{say('press')}</Button>
      <Button kind="danger">{say('press')}</Button>
      <Button kind="text">{say('press')}</Button>
    </Part>
  )
}

/** What has happened, and what was said about it. */
const Stories = () => {
  const say = useWords(texts)
  const both = useWords(shared)
  return (
    <Part title={say('timeline')}>
      <Timeline
        steps={[
          { state: 'done', icon: 'check', title: say('stepDone'), time: '14:31' },
          { state: 'bad', icon: 'cross', title: say('stepBad'), time: '14:32', more: say('hint') },
          { state: 'now', icon: 'cup', title: say('stepNow'), time: both('now') },
          { state: 'next', icon: 'bell', title: say('stepNext') },
        ]}
      />
      <ul>
        <Message text={say('message')} language="ko" state="sent" at="2026-01-01T05:31:00Z" />
        <Message text={say('message')} language="ko" state="waiting" at="2026-01-01T05:31:00Z" />
        <Message text={say('message')} language="ko" state="failed" at="2026-01-01T05:31:00Z" />
      </ul>
    </Part>
  )
}

/** What a page says above all else, where somebody sits, and what is measured. */
const Notices = () => {
  const say = useWords(texts)
  return (
    <>
      <Part title={say('banners')}>
        {(['waiting', 'trouble', 'working', 'done', 'plain'] as const).map(tone => (
          <Banner key={tone} tone={tone} icon="warning" title={tone}>
            {say('hint')}
          </Banner>
        ))}
      </Part>
      <Part title={say('seats')}>
        {(['free', 'yours', 'held', 'taken'] as const).map((state, i) => (
          <Seat key={state} name={`9${'ABCD'[i]}`} state={state} label={`9${'ABCD'[i]}, ${state}`} />
        ))}
      </Part>
      <Part title={say('kpis')}>
        <div className="kpis">
          <Kpi label={say('perSecond')} value="312" unit="/s" history={[1, 4, 2, 8, 6, 9, 12]} />
          <Kpi label={say('lag')} value="0.2" unit="s" history={[3, 3, 1, 0, 0, 1, 0]} />
        </div>
      </Part>
    </>
  )
}

/** What stands where nothing is yet, or cannot be. */
const Empties = () => {
  const say = useWords(texts)
  return (
    <Part title={say('empties')}>
      <Empty icon="note" title={say('empty')}>
        <Button kind="outline">{say('press')}</Button>
      </Empty>
      <Failure error={new Unreached()} onRetry={() => {}} />
      <div className="grow">
        <Skeleton rows={2} />
      </div>
    </Part>
  )
}

/** The visual language: every color, size and component in every state. */
const Gallery = () => {
  const say = useWords(texts)
  return (
    <ShopFrame system="cafeteria" title={say('design')} back="/" wide>
      <div className="gallery">
        <Look />
        <Notes />
        <Chips />
        <Buttons />
        <Fields />
        <Stories />
        <Money />
        <Notices />
        <Wall />
        <Empties />
      </div>
    </ShopFrame>
  )
}
export default Gallery
