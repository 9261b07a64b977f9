// Menus, hours and pauses as shops say them: customers see each at once.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { seoulTime } from '../src/shops/delivery/place.ts'
import { closeBrowser, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'bread', 'delivery')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const get = async <T>(path: string): Promise<T> => (await (await fetch(s.address + path)).json()) as T
interface Hours {
  readonly opens: string | null
  readonly closes: string | null
  readonly pausedUntil: string | null
}

suite('the menu of the café', () => {
  test('a new item with its options is on it, can be changed, and is taken off; orders know its price', async () => {
    const desk = await s.visit('/staff/cafeteria/menu', { language: 'en', width: 1280, height: 800 })
    await desk.getByRole('button', { name: 'Add an item' }).click()
    const form = desk.getByRole('dialog')
    await form.getByLabel('Name in orders').fill('mocha')
    await form.getByLabel('Korean name').fill('모카')
    assert.ok(await form.getByRole('button', { name: 'Save' }).isDisabled())
    await form.getByLabel('English name').fill('Mocha')
    await form.getByLabel('Price (won)').fill('4,500')
    await form.getByLabel('How many are left').fill('7')
    await form.getByRole('button', { name: 'Add an option' }).last().click()
    await form.getByLabel('Extras, no. 1', { exact: true }).fill('cream')
    await form.getByLabel('Surcharge of Extras, no. 1').fill('700')
    await form.getByRole('button', { name: 'Save' }).dblclick()
    await form.waitFor({ state: 'detached' })
    const mine = desk.locator('.menuline', { hasText: 'Mocha' })
    await mine.getByText('7 left').waitFor()
    await mine.getByText('cream +₩700').waitFor()
    assert.equal(await mine.count(), 1)
    const customer = await s.visit('/shops/cafeteria', { language: 'ko' })
    await customer.getByRole('button', { name: '모카 담기' }).waitFor()

    await mine.getByRole('button', { name: 'Edit Mocha' }).click()
    await form.getByLabel('Price (won)').fill('4800')
    await form.getByLabel('How many are left').fill('')
    await form.getByRole('button', { name: 'Save' }).click()
    await mine.getByText('₩4,800').waitFor()
    await mine.getByText('7 left').waitFor({ state: 'detached' })
    await customer.getByText('4,800원').waitFor()

    await mine.getByRole('button', { name: 'Edit Mocha' }).click()
    await form.getByRole('button', { name: 'Take it off the menu' }).click()
    await form.getByRole('button', { name: 'Take it off', exact: true }).click()
    await mine.waitFor({ state: 'detached' })
    await customer.getByRole('button', { name: '모카 담기' }).waitFor({ state: 'detached' })
    s.calm()
  })
  test('what is on it already is refused in words', async () => {
    const desk = await s.visit('/staff/cafeteria/menu', { language: 'en' })
    await desk.getByRole('button', { name: 'Add an item' }).click()
    const form = desk.getByRole('dialog')
    await form.getByLabel('Name in orders').fill('coffee')
    await form.getByLabel('Korean name').fill('커피')
    await form.getByLabel('English name').fill('Coffee')
    await form.getByLabel('Price (won)').fill('1')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByRole('alert').waitFor()
    s.calm()
  })
  test('the barista says with one tap that something is sold out, and takes it back with another', async () => {
    const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1920, height: 1080 })
    const customer = await s.visit('/shops/cafeteria', { language: 'en' })
    await customer.getByRole('button', { name: 'Add Americano' }).waitFor()
    await bar.getByRole('button', { name: 'Sell out Americano' }).click()
    await customer.getByRole('button', { name: 'Add Americano' }).waitFor({ state: 'detached' })
    await bar.getByRole('button', { name: 'Sell Americano again' }).click()
    await customer.getByRole('button', { name: 'Add Americano' }).waitFor()
    s.calm()
  })
})

suite('the menu of the bakery', () => {
  test('what is sold out is gone for customers, and comes back', async () => {
    const desk = await s.visit('/staff/bread/items', { language: 'en' })
    const customer = await s.visit('/shops/bread', { language: 'en' })
    await customer.getByRole('button', { name: 'Add Cake' }).waitFor()
    await desk.getByRole('button', { name: 'Sell out Cake' }).click()
    await customer.getByRole('button', { name: 'Add Cake' }).waitFor({ state: 'detached' })
    await desk.getByRole('button', { name: 'Sell Cake again' }).click()
    await customer.getByRole('button', { name: 'Add Cake' }).waitFor()
    await desk.getByRole('button', { name: 'Edit Cake' }).click()
    await desk.getByRole('dialog').getByLabel('Price (won)').fill('26000')
    await desk.getByRole('button', { name: 'Save' }).click()
    await customer.getByText('₩26,000').waitFor()
    s.calm()
  })
})

suite('a store of the delivery', () => {
  const hours = () => get<Hours>('/delivery/stores/1')
  test('its owner puts a dish with an option on the menu, and a customer can order it', async () => {
    const desk = await s.visit('/staff/delivery/kitchen/1/menu', { language: 'ko' })
    await desk.getByRole('button', { name: '메뉴 올리기' }).click()
    const form = desk.getByRole('dialog')
    await form.getByLabel('메뉴 이름').fill('양념치킨')
    await form.getByLabel('한국어 이름').fill('양념치킨')
    await form.getByLabel('영어 이름').fill('Spicy chicken')
    await form.getByLabel('값 (원)', { exact: true }).fill('19000')
    await form.getByRole('button', { name: '고를 것 더하기' }).click()
    await form.getByLabel('고를 것 1번째', { exact: true }).fill('치즈')
    await form.getByLabel('고를 것 1번째 값').fill('1500')
    await form.getByRole('button', { name: '저장하기' }).click()
    await desk.getByRole('heading', { name: '양념치킨' }).waitFor()
    const customer = await s.visit('/shops/delivery/stores/1', { language: 'en' })
    await customer.getByText('Spicy chicken').first().waitFor()
    s.calm()
  })
  test('it pauses with one tap: customers read that it is closed; it takes orders again with another', async () => {
    const before = await hours()
    const desk = await s.visit('/staff/delivery/kitchen/1/hours', { language: 'en' })
    await desk.getByRole('button', { name: '30 min' }).click()
    await desk.getByText(/^Paused until \d\d:\d\d$/).waitFor()
    const refused = await fetch(`${s.address}/delivery/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item: '통닭', storeId: '1', customerId: 'kim' }),
    })
    assert.equal(refused.status, 409)
    const customer = await s.visit('/shops/delivery', { language: 'en' })
    const until = seoulTime(new Date((await hours()).pausedUntil!))
    await customer.getByText(`opens at ${until}`).waitFor()
    const korean = await s.visit('/shops/delivery', { language: 'ko' })
    await korean.getByText(`${until}에 열어요`).waitFor()
    const kitchen = await desk.context().newPage()
    await kitchen.goto('/staff/delivery/kitchen/1')
    await kitchen.getByRole('link', { name: `Paused until ${until}` }).waitFor()
    await desk.getByRole('button', { name: 'Take orders again' }).click()
    await desk.getByRole('button', { name: '30 min' }).waitFor()
    await customer.getByText(`opens at ${until}`).waitFor({ state: 'detached' })
    await kitchen.getByRole('link', { name: 'Opening hours' }).waitFor()
    assert.deepEqual(await hours(), before)
    s.calm()
  })
  test('a pause ends by itself, though the screen that paused is gone: every other one is told', async () => {
    const desk = await s.visit('/staff/delivery/kitchen/2/hours', { language: 'en' })
    const customer = await s.visit('/shops/delivery/stores/2', { language: 'en' })
    await customer.getByText('Pizza', { exact: true }).first().click()
    await customer.getByRole('button', { name: /^Add, / }).waitFor()
    const wall = await s.visit('/staff/delivery/kitchen/2', { language: 'en', width: 1920, height: 1080 })
    await desk.getByRole('button', { name: 'Close for today' }).click()
    await desk.getByText(/^Paused until 00:00$/).waitFor()
    await customer.getByRole('button', { name: 'Closed, opens at 00:00' }).waitFor()
    await desk.context().close()
    await wall.getByRole('link', { name: 'Paused until 00:00' }).waitFor()
    // nobody waits until midnight: the timer is brought forward
    const { timers } = await get<{ timers: { id: string; case: string; context: string }[] }>('/operations/timers')
    const { id, case: of } = timers.find(t => t.case.endsWith('/2') && t.context === 'store')!
    const forward = await fetch(`${s.address}/operations/timers/delivery/store/forward`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ timer: id, case: of, reason: 'midnight is far away' }),
    })
    assert.equal(forward.status, 200, JSON.stringify([timers, await forward.text()]))
    await wall.getByRole('link', { name: 'Opening hours' }).waitFor()
    await customer.getByRole('button', { name: /^Add, / }).waitFor()
    s.calm()
  })
  test('its hours, its smallest order and its fee are changed, and what is wrong is said at its field', async () => {
    const desk = await s.visit('/staff/delivery/kitchen/2/hours', { language: 'ko', theme: 'dark' })
    await desk.getByText('시간 정하기').click()
    await desk.getByLabel('여는 시간').fill('10:00')
    await desk.getByLabel('닫는 시간').fill('10:00')
    assert.ok(await desk.getByRole('button', { name: '저장하기' }).isDisabled())
    await desk.getByLabel('닫는 시간').fill('09:59')
    await desk.getByLabel('배달비 (원)').fill('2,500')
    await desk.getByRole('button', { name: '저장하기' }).click()
    await desk.getByText('저장했어요').waitFor()
    const told = await get<Hours & { readonly deliveryFee: number }>('/delivery/stores/2')
    assert.deepEqual([told.opens, told.closes, told.deliveryFee], ['10:00', '09:59', 2500])
    s.calm()
  })
})
