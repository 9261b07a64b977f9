import '../../design/wall.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { Bar } from './bar.tsx'
import { MenuPage } from './menu-page.tsx'
import { ReadyScreen } from './ready-screen.tsx'

/** The café behind the counter. */
const CafeteriaStaff = () => (
  <Switch>
    <Route path="/staff/cafeteria/bar" component={Bar} />
    <Route path="/staff/cafeteria/menu" component={MenuPage} />
    <Route path="/staff/cafeteria/ready" component={ReadyScreen} />
    <Route>
      <NotFound system="cafeteria" />
    </Route>
  </Switch>
)
export default CafeteriaStaff
