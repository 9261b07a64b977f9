import '../../design/ledger.css'
import '../../shops/air/air.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { FlightsDesk } from './flights-desk.tsx'
import { PassengersDesk } from './passengers-desk.tsx'

/** The airline behind the counter. */
const AirStaff = () => (
  <Switch>
    <Route path="/staff/air/flights" component={FlightsDesk} />
    <Route path="/staff/air/flights/:id">{({ id }) => <PassengersDesk key={id} id={Number(id)} />}</Route>
    <Route>
      <NotFound system="air" />
    </Route>
  </Switch>
)
export default AirStaff
