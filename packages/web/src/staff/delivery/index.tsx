import '../../design/map.css'
import '../../design/wall.css'
import './rider.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { HoursPage } from './hours-page.tsx'
import { Kitchen } from './kitchen.tsx'
import { MenuPage } from './menu-page.tsx'
import { RiderPage } from './rider-page.tsx'

/** Food delivery behind the counter, and on the road. */
const DeliveryStaff = () => (
  <Switch>
    <Route path="/staff/delivery/kitchen/:storeId">{({ storeId }) => <Kitchen key={storeId} storeId={storeId} />}</Route>
    <Route path="/staff/delivery/kitchen/:storeId/menu">{({ storeId }) => <MenuPage key={storeId} storeId={storeId} />}</Route>
    <Route path="/staff/delivery/kitchen/:storeId/hours">{({ storeId }) => <HoursPage key={storeId} storeId={storeId} />}</Route>
    <Route path="/staff/delivery/rider" component={RiderPage} />
    <Route>
      <NotFound system="delivery" />
    </Route>
  </Switch>
)
export default DeliveryStaff
