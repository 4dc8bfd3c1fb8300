// The first line of the page: the worker is asked for before anything heavy is loaded, since a busy page cannot fetch it.
// Scripts find window.playground at once; what it promises is kept when the page is there.
import { startEngine } from '../engine/client.ts'

let revived: () => void = () => undefined
const client = startEngine(() => revived())
const page = import('./page.tsx').then(({ openPage }) => openPage(client, (tell) => (revived = tell)))

const notYet = (): never => {
  throw new Error('The page is still loading: await playground.ready first.')
}
window.playground = {
  ready: page.then((playground) => playground.ready),
  scenario: notYet,
  link: notYet,
  open: notYet,
  rollout: async (scenario) => (await page).rollout(scenario),
  train: async (scenario) => (await page).train(scenario),
  sweep: async (scenario) => (await page).sweep(scenario),
}
// The page itself says what is wrong.
window.playground.ready.catch(() => undefined)
window.playground = await page
