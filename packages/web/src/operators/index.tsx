import '../design/operators.css'
import '../design/board.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../app/not-found.tsx'
import { Acts } from './acts.tsx'
import { AuditPage } from './audit.tsx'
import { BoardPage } from './board.tsx'
import { Contexts } from './contexts.tsx'
import { Find } from './find.tsx'
import { Mend } from './mend.tsx'
import { OrderPage } from './order.tsx'
import { Overview } from './overview.tsx'
import { Payments } from './payments.tsx'
import { People } from './people.tsx'
import { Timers } from './timers.tsx'
import { Trouble } from './trouble.tsx'

/** What operators see and do, for all systems of this gateway. */
const Operators = () => (
  <Switch>
    <Route path="/desk" component={Overview} />
    <Route path="/desk/trouble/:cause?" component={Trouble} />
    <Route path="/desk/parked" component={Trouble} />
    <Route path="/desk/parked/:system/:context/:source/:kind/:key" component={Mend} />
    <Route path="/desk/orders" component={Find} />
    <Route path="/desk/orders/:system/:kind/:key" component={OrderPage} />
    <Route path="/desk/boards/:system" component={BoardPage} />
    <Route path="/desk/payments" component={Payments} />
    <Route path="/desk/people" component={People} />
    <Route path="/desk/timers" component={Timers} />
    <Route path="/desk/acts" component={Acts} />
    <Route path="/desk/audit" component={AuditPage} />
    <Route path="/desk/contexts" component={Contexts} />
    <Route>
      <NotFound />
    </Route>
  </Switch>
)
export default Operators
