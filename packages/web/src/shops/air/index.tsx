import '../../design/ledger.css'
import './air.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { FlightPage } from './flight-page.tsx'
import { FlightsPage } from './flights-page.tsx'
import { MileagePage } from './mileage-page.tsx'
import { MyPage } from './my-page.tsx'
import { ReservationPage } from './reservation-page.tsx'

/** The airline as its customers see it. */
const Air = () => (
  <Switch>
    <Route path="/shops/air" component={FlightsPage} />
    <Route path="/shops/air/flights/:id">{({ id }) => <FlightPage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/air/reservations/:id">{({ id }) => <ReservationPage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/air/me" component={MyPage} />
    <Route path="/shops/air/mileage" component={MileagePage} />
    <Route>
      <NotFound system="air" />
    </Route>
  </Switch>
)
export default Air
