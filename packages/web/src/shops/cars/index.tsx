import './cars.css'
import { Route, Switch } from 'wouter'
import { NotFound } from '../../app/not-found.tsx'
import { BuyPage } from './buy-page.tsx'
import { CarsPage } from './cars-page.tsx'
import { MyPage } from './my-page.tsx'
import { PurchasePage } from './purchase-page.tsx'
import { SalePage } from './sale-page.tsx'
import { SellPage } from './sell-page.tsx'

/** Used cars as buyers and sellers see them. */
const Cars = () => (
  <Switch>
    <Route path="/shops/cars" component={CarsPage} />
    <Route path="/shops/cars/cars/:id">{({ id }) => <BuyPage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/cars/purchases/:id">{({ id }) => <PurchasePage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/cars/sell" component={SellPage} />
    <Route path="/shops/cars/sales/:id">{({ id }) => <SalePage key={id} id={Number(id)} />}</Route>
    <Route path="/shops/cars/me" component={MyPage} />
    <Route>
      <NotFound system="cars" />
    </Route>
  </Switch>
)
export default Cars
