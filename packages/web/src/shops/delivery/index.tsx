import '../../design/map.css'
import './delivery.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { BasketPage } from './basket-page.tsx'
import { StorePage } from './dish-page.tsx'
import { MyPage } from './my-page.tsx'
import { OrderPage } from './order-page.tsx'
import { StoresPage } from './stores-page.tsx'

/** Food delivery as its customers see it. */
const Delivery = () => (
  <Switch>
    <Route path="/shops/delivery" component={StoresPage} />
    <Route path="/shops/delivery/stores/:storeId">{({ storeId }) => <StorePage key={storeId} storeId={storeId} />}</Route>
    <Route path="/shops/delivery/stores/:storeId/dishes/:id">
      {({ storeId, id }) => <StorePage key={id} storeId={storeId} dishId={Number(id)} />}
    </Route>
    <Route path="/shops/delivery/basket" component={BasketPage} />
    <Route path="/shops/delivery/orders/:id">{({ id }) => <OrderPage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/delivery/me" component={MyPage} />
    <Route>
      <NotFound system="delivery" />
    </Route>
  </Switch>
)
export default Delivery
