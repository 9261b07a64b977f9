import './generic.css'
import { Link, Route, Switch, useParams } from 'wouter'
import { ShopFrame } from '../app/frame.tsx'
import { NotFound } from '../app/not-found.tsx'
import { settings } from '../app/started.ts'
import { Icon } from '../design/icon.tsx'
import { Failure, Skeleton } from '../design/states.tsx'
import { useLanguage, useWords } from '../words/index.ts'
import { spoken, useCollections } from './model.ts'
import { Thing } from './thing.tsx'
import { Things } from './things.tsx'
import { genericWords } from './words.ts'

/** What a system has, list by list, as its contexts keep it. */
const Home = () => {
  const say = useWords(genericWords)
  const language = useLanguage()
  const { system } = useParams<{ system: string }>()
  const collections = useCollections(system)
  const contexts = [...new Set(collections.data?.map(c => c.context))]
  return (
    <ShopFrame system={system} title={settings.systems.find(s => s.name === system)?.title[language] ?? system} back="/">
      <div className="col">
        <h1>{say('lists')}</h1>
        <p className="q">{say('listsText')}</p>
        {collections.error && <Failure error={collections.error} onRetry={() => void collections.refetch()} />}
        {collections.isPending && <Skeleton rows={4} />}
        {contexts.map(context => (
          <section key={context} className="col">
            <h2 className="lab">{say('of', { context: spoken(context) })}</h2>
            <ul className="card list flush">
              {collections.data
                ?.filter(c => c.context === context)
                .map(c => (
                  <li key={c.name}>
                    <Link href={`/generic/${system}/${c.name}`} className="radio">
                      <span className="grow">{spoken(c.name)}</span>
                      <Icon name="next" size="s" />
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </ShopFrame>
  )
}
const Known = () => {
  const { system } = useParams<{ system: string }>()
  if (!settings.systems.some(s => s.name === system)) return <NotFound />
  return (
    <Switch>
      <Route path="/generic/:system" component={Home} />
      <Route path="/generic/:system/:things" component={Things} />
      <Route path="/generic/:system/:things/:id" component={Thing} />
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}
/** Pages of any system, made from what its API says of itself. */
const Generic = () => (
  <Route path="/generic/:system/*?">
    <Known />
  </Route>
)
export default Generic
