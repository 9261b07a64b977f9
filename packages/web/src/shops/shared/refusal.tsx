import { Refused } from '../../api/answer.ts'
import { Banner } from '../../design/banner.tsx'
import { Failure } from '../../design/states.tsx'
import { useWords } from '../../words/index.ts'
import { till } from './words.ts'

/** Why it could not be ordered, and that no money moved. */
export const Refusal = ({ error }: { readonly error: Error }) => {
  const say = useWords(till)
  return error instanceof Refused ? (
    <Banner tone="trouble" icon="warning" title={say('refusedTitle')} alert>
      {error.problem.errors?.map(e => e.message).join(' ') ?? error.message} {say('refusedMoney')}
    </Banner>
  ) : (
    <Failure error={error} />
  )
}
