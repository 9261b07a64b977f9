import '../../design/map.css'
import '../../design/wall.css'
import './rider.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { Kitchen } from './kitchen.tsx'
import { RiderPage } from './rider-page.tsx'

/** Food delivery behind the counter, and on the road. */
const DeliveryStaff = () => (
  <Switch>
    <Route path="/staff/delivery/kitchen/:storeId">{({ storeId }) => <Kitchen key={storeId} storeId={storeId} />}</Route>
    <Route path="/staff/delivery/rider" component={RiderPage} />
    <Route>
      <NotFound system="delivery" />
    </Route>
  </Switch>
)
export default DeliveryStaff
