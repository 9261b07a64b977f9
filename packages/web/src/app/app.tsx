import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Refused } from '../api/answer.ts'
import { mustSignIn, useWho } from '../api/session.ts'
import { mantine } from '../design/mantine.ts'
import { useLanguage } from '../words/index.ts'
import { Front } from './front.tsx'
import { Login } from './login.tsx'
import { NotFound } from './not-found.tsx'
import { paths } from './paths.ts'
import { settings } from './started.ts'
import { canTour } from '../tour/state.ts'
import { useTheme } from './theme.ts'

const Cafeteria = lazy(() => import('../shops/cafeteria/index.tsx'))
const CafeteriaStaff = lazy(() => import('../staff/cafeteria/index.tsx'))
const Bread = lazy(() => import('../shops/bread/index.tsx'))
const BreadStaff = lazy(() => import('../staff/bread/index.tsx'))
const Delivery = lazy(() => import('../shops/delivery/index.tsx'))
const DeliveryStaff = lazy(() => import('../staff/delivery/index.tsx'))
const Operators = lazy(() => import('../operators/index.tsx'))
const Air = lazy(() => import('../shops/air/index.tsx'))
const AirStaff = lazy(() => import('../staff/air/index.tsx'))
const Cars = lazy(() => import('../shops/cars/index.tsx'))
const CarsStaff = lazy(() => import('../staff/cars/index.tsx'))
const Generic = lazy(() => import('../generic/index.tsx'))
const TourStrip = lazy(() => import('../tour/index.tsx'))
const Gallery = lazy(() => import('../design/gallery.tsx'))
const Me = lazy(() => import('./me.tsx'))

/** What was refused stays refused; what did not come may come yet. */
const again = (failures: number, error: Error): boolean => !(error instanceof Refused && error.status < 500) && failures < 2
const client = new QueryClient({ defaultOptions: { queries: { retry: again, staleTime: 500 }, mutations: { networkMode: 'always' } } })

/** The street is for all; behind each door of it is somebody. */
const Guarded = () => {
  const who = useWho()
  const [path] = useLocation()
  const isIn = !mustSignIn || who !== undefined
  if (path === '/login') return isIn ? <Redirect to="/" replace /> : <Login back="/" />
  return isIn || path === '/' ? <Pages /> : <Login back={path + location.search} />
}

/** Every page of the app; their addresses stand in paths.ts. */
const Pages = () => (
  <Suspense fallback={null}>
    <Switch>
      <Route path="/" component={Front} />
      <Route path="/me" component={Me} />
      {settings.access === 'open' && <Route path="/design" component={Gallery} />}
      {settings.systems.map(({ name, prefix }) => (
        <Route key={name} path={prefix || '/-'}>
          <Redirect to={`/shops/${name}`} replace />
        </Route>
      ))}
      <Route path="/shops/cafeteria/*?" component={Cafeteria} />
      <Route path="/shops/delivery/*?" component={Delivery} />
      <Route path="/staff/delivery/*?" component={DeliveryStaff} />
      <Route path="/shops/cars/*?" component={Cars} />
      <Route path="/staff/cars/*?" component={CarsStaff} />
      <Route path="/staff/cafeteria/*?" component={CafeteriaStaff} />
      <Route path="/shops/bread/*?" component={Bread} />
      <Route path="/staff/bread/*?" component={BreadStaff} />
      <Route path="/desk/*?" component={Operators} />
      <Route path="/shops/air/*?" component={Air} />
      <Route path="/staff/air/*?" component={AirStaff} />
      <Route path="/generic/*?" component={Generic} />
      {settings.systems
        .filter(({ name }) => !(name in paths.shops))
        .map(({ name }) => (
          <Route key={name} path={`/shops/${name}`}>
            <Redirect to={`/generic/${name}`} replace />
          </Route>
        ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  </Suspense>
)

export const App = () => {
  const language = useLanguage()
  const theme = useTheme()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={mantine} forceColorScheme={theme} withCssVariables={false} withGlobalClasses={false}>
        {canTour && (
          <Suspense fallback={null}>
            <TourStrip />
          </Suspense>
        )}
        <Guarded />
      </MantineProvider>
    </QueryClientProvider>
  )
}
