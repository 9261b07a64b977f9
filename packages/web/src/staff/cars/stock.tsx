import { useState } from 'react'
import { ShopFrame } from '../../app/frame.tsx'
import { Button } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Choices } from '../../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { lot, modelName } from '../../shops/cars/words.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { type Stock, useStocks } from './queries.ts'
import { TakeIn } from './take-in.tsx'
import { dealerWords } from './words.ts'

const isIn = ({ stockTotal }: Stock): boolean => stockTotal > 0

const State = ({ stock }: { readonly stock: Stock }) => {
  const say = useWords(dealerWords)
  return isIn(stock) ? (
    <Chip tone={stock.available ? 'done' : 'waiting'} icon={stock.available ? 'check' : 'lock'}>
      {say(stock.available ? 'forSale' : 'notForSale')}
    </Chip>
  ) : (
    <Chip tone="ended" icon="truck">
      {say('out')}
    </Chip>
  )
}

/** Every movement of one car, the newest first, and for whom. */
const Movements = ({ stock, onClose }: { readonly stock: Stock; readonly onClose: () => void }) => {
  const say = useWords(dealerWords)
  const customers = useWords(lot)
  const { day, clock } = useFormat()
  const title = say('movementsOf', { car: modelName(customers, stock.model ?? stock.carType), number: stock.carId })
  return (
    <Dialog system="cars" title={title} isOpen onClose={onClose}>
      <ol className="recalled">
        {stock.entries.toReversed().map(({ change, puId, saleId, stockDate }, i) => (
          <li key={i}>
            <b className="num">{say(change > 0 ? 'cameIn' : 'wentOut')}</b>
            <span>
              {puId !== null ? say('purchaseNo', { number: puId }) : saleId !== null ? say('saleNo', { number: saleId }) : say('byHand')}
            </span>
            <span className="q sm num">{`${day(stockDate)} ${clock(stockDate)}`}</span>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

const Row = ({ stock }: { readonly stock: Stock }) => {
  const say = useWords(dealerWords)
  const customers = useWords(lot)
  const { money, moment } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const facts = [stock.year !== null && customers('inYear', { year: stock.year }), stock.condition].filter(Boolean).join(' · ')
  return (
    <tr>
      <td className="num">{stock.carId}</td>
      <td>
        <span className="sb">{modelName(customers, stock.model ?? stock.carType)}</span> <span className="q sm nw">{facts}</span>
      </td>
      <td>
        <State stock={stock} />
      </td>
      <td className="num nw">{stock.stockDate ? moment(stock.stockDate) : ''}</td>
      <td className="n num">{money(stock.salePrice)}</td>
      <td className="n">
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {say('movements')}
        </Button>
        {isOpen && <Movements stock={stock} onClose={() => setOpen(false)} />}
      </td>
    </tr>
  )
}
const Table = ({ stocks }: { readonly stocks: readonly Stock[] }) => {
  const say = useWords(dealerWords)
  return (
    <div className="scrolls" role="region" aria-label={say('stock')} tabIndex={0}>
      <table className="ledger cards">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{say('car')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('since')}</th>
            <th scope="col" className="n">
              {say('price')}
            </th>
            <th scope="col" className="n">
              {say('movements')}
            </th>
          </tr>
        </thead>
        <tbody>
          {stocks.map(stock => (
            <Row key={stock.id} stock={stock} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The books of the lot: which cars stand there, which are for sale, and how each came and went. */
export const StockDesk = () => {
  const say = useWords(dealerWords)
  const { money } = useFormat()
  const stocks = useStocks()
  const [isAll, setAll] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const here = stocks.data?.filter(isIn) ?? []
  const shown = stocks.data && (isAll ? stocks.data : here)
  return (
    <ShopFrame
      system="cars"
      title={say('stock')}
      back="/"
      wide
      side={
        <Button kind="outline" icon="plus" onClick={() => setAdding(true)}>
          {say('takeIn')}
        </Button>
      }
    >
      <Dialog system="cars" title={say('takeIn')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <TakeIn onDone={() => setAdding(false)} />
      </Dialog>
      <div>
        <h1>{say('inLot', { count: here.length })}</h1>
        <p className="q num">{stocks.data ? say('worth', { sum: money(here.reduce((sum, c) => sum + c.salePrice, 0)) }) : ' '}</p>
      </div>
      <Choices
        label={say('show')}
        choices={[
          { value: 'in', label: say('showIn') },
          { value: 'all', label: say('showAll') },
        ]}
        chosen={[isAll ? 'all' : 'in']}
        onChoose={([one]) => setAll(one === 'all')}
      />
      {shown === undefined ? (
        stocks.error ? (
          <Failure error={stocks.error} onRetry={() => void stocks.refetch()} />
        ) : (
          <Skeleton rows={5} height={60} />
        )
      ) : shown.length === 0 ? (
        <Empty icon="list" title={say('noStock')}>
          <p className="q">{say('noStockText')}</p>
        </Empty>
      ) : (
        <Table stocks={shown} />
      )}
    </ShopFrame>
  )
}
