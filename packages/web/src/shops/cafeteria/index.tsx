import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { BasketPage } from './basket-page.tsx'
import { MenuPage } from './menu-page.tsx'
import { MyPage } from './my-page.tsx'
import { OrderPage } from './order-page.tsx'

/** The café as its customers see it. */
const Cafeteria = () => (
  <Switch>
    <Route path="/shops/cafeteria" component={MenuPage} />
    <Route path="/shops/cafeteria/basket" component={BasketPage} />
    <Route path="/shops/cafeteria/orders/:id">{({ id }) => <OrderPage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/cafeteria/me" component={MyPage} />
    <Route>
      <NotFound system="cafeteria" />
    </Route>
  </Switch>
)
export default Cafeteria
