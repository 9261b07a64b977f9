import '../../design/wall.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { Board } from './board.tsx'

/** The bakery behind the counter. */
const BreadStaff = () => (
  <Switch>
    <Route path="/staff/bread/board" component={Board} />
    <Route>
      <NotFound system="bread" />
    </Route>
  </Switch>
)
export default BreadStaff
