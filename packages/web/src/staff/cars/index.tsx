import '../../design/ledger.css'
import '../../design/wall.css'
import '../../shops/cars/cars.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { Purchasing } from './purchasing.tsx'
import { StockDesk } from './stock.tsx'
import { Transport } from './transport.tsx'

/** Used cars behind the counter. */
const CarsStaff = () => (
  <Switch>
    <Route path="/staff/cars/purchasing" component={Purchasing} />
    <Route path="/staff/cars/transport" component={Transport} />
    <Route path="/staff/cars/stock" component={StockDesk} />
    <Route>
      <NotFound system="cars" />
    </Route>
  </Switch>
)
export default CarsStaff
