import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { BasketPage } from './basket-page.tsx'
import { MenuPage } from './menu-page.tsx'
import { MyPage } from './my-page.tsx'
import { OrderPage } from './order-page.tsx'

/** The bakery as its customers see it. */
const Bread = () => (
  <Switch>
    <Route path="/shops/bread" component={MenuPage} />
    <Route path="/shops/bread/basket" component={BasketPage} />
    <Route path="/shops/bread/orders/:id">{({ id }) => <OrderPage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/bread/me" component={MyPage} />
    <Route>
      <NotFound system="bread" />
    </Route>
  </Switch>
)
export default Bread
