import { LinkButton } from '../design/button.tsx'
import { shared } from '../words/shared.ts'
import { useWords } from '../words/index.ts'
import { ShopFrame } from './frame.tsx'

export const NotFound = ({ system = '' }: { readonly system?: string }) => {
  const say = useWords(shared)
  return (
    <ShopFrame
      system={system}
      title={say('jumun')}
      back="/"
      bar={
        <>
          <LinkButton to="/" wide>
            {say('toShops')}
          </LinkButton>
          <LinkButton to="/me" kind="text" wide>
            {say('toMyOrders')}
          </LinkButton>
        </>
      }
    >
      <div className="gone">
        <svg viewBox="0 0 200 130" aria-hidden="true">
          <g transform="rotate(-8 100 60)">
            <path d="M45 5h110v76l-22 24H45z" fill="var(--note-aggregate)" />
            <path d="M155 81h-22v24z" fill="var(--note-aggregate-fold)" />
            <text x="98" y="72" textAnchor="middle" fontSize="46" fontWeight="800" fill="var(--note-ink)">
              404
            </text>
          </g>
          <path d="M10 122h180" stroke="var(--line)" strokeWidth="5" strokeLinecap="round" />
        </svg>
        <h1>{say('gone')}</h1>
        <p className="q">{say('goneText')}</p>
      </div>
    </ShopFrame>
  )
}
