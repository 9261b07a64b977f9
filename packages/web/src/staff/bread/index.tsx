import '../../design/wall.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { Board } from './board.tsx'
import { ItemsPage } from './items-page.tsx'

/** The bakery behind the counter. */
const BreadStaff = () => (
  <Switch>
    <Route path="/staff/bread/board" component={Board} />
    <Route path="/staff/bread/items" component={ItemsPage} />
    <Route>
      <NotFound system="bread" />
    </Route>
  </Switch>
)
export default BreadStaff
