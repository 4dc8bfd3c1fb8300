// The drawer in a real browser, on a history in memory: what the keyboard and the pointer do to it, and what it says.
import '@mantine/core/styles.css'
import '../layout.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defaultScenario } from '../../scenario/defaults.ts'
import { createMemoryShelf } from '../../store/history-memory.ts'
import { printOf } from '../../store/history-print.ts'
import { createHistoryStore } from '../../store/history-store.ts'
import type { HistoryStore } from '../../store/history-store.ts'
import { theme } from '../theme.ts'
import { ToastProvider } from '../toast.tsx'
import { HistoryGateProvider } from './history-context.tsx'
import type { History } from './history-context.tsx'
import { HistoryButton } from './HistoryButton.tsx'

let root: Root | undefined
let store: HistoryStore
const open = vi.fn<History['open']>(() => [])
const undo = vi.fn<History['undo']>()

async function add(seed: number, subject = `Race ${seed}`): Promise<void> {
  const scenario = { ...defaultScenario, seed }
  await store.actions.add({
    kind: 'landscape', subject, print: printOf(scenario), measure: 'loss', runs: [{ name: 'Adam', status: 'finished', step: 9, final: 0.5, best: 0.25, steps: null }], claims: null,
    device: 'CPU · float64', milliseconds: 1, changed: false, picture: null, scenario, curves: [{ run: 0, at: [0, 9], values: [3, 0.5] }],
  })
}

beforeEach(async () => {
  await page.viewport(1000, 800)
  const place = document.body.appendChild(document.createElement('div'))
  let clock = Date.now()
  let ids = 0
  store = createHistoryStore({ open: () => Promise.resolve(createMemoryShelf()), now: () => (clock += 1), newId: () => `id-${(ids += 1)}`, rest: () => Promise.resolve() })
  const history: History = { store, open, undo }
  for (let seed = 1; seed <= 9; seed += 1) await add(seed)
  root = createRoot(place)
  root.render(
    <MantineProvider theme={theme} env="test">
      <ToastProvider>
        <HistoryGateProvider gate={{ load: () => Promise.resolve(history), loaded: Promise.resolve(history) }}>
          <HistoryButton />
        </HistoryGateProvider>
      </ToastProvider>
    </MantineProvider>,
  )
  await vi.waitUntil(() => place.querySelector('button') !== null)
  await userEvent.keyboard('h')
  await vi.waitUntil(() => titles().length === 9, { timeout: 10_000 })
})

afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
  open.mockClear()
  undo.mockClear()
})

const drawer = () => page.getByRole('dialog', { name: 'History' })
const titles = (): (string | null)[] => [...document.querySelectorAll('.history-open')].map((one) => one.textContent)
const said = () => drawer().getByRole('status')

describe('the drawer', () => {
  test('opens with the key and closes with Escape', async () => {
    expect(titles()[0]).toBe('Race 9: Adam')
    await userEvent.keyboard('{Escape}')
    await expect.element(drawer()).not.toBeInTheDocument()
  })

  test('refuses a ninth entry to compare in words', async () => {
    for (let seed = 1; seed <= 8; seed += 1) await drawer().getByRole('checkbox', { name: `Compare “Race ${seed}: Adam”` }).click()
    await expect.element(drawer().getByRole('button', { name: 'Compare (8)' })).toBeEnabled()
    const ninth = drawer().getByRole('checkbox', { name: 'Compare “Race 9: Adam”' })
    await ninth.click()
    await expect.element(said()).toHaveTextContent('At most 8 entries can be compared at once')
    await expect.element(ninth).not.toBeChecked()
    await drawer().getByRole('button', { name: 'Compare (8)' }).click()
    const compare = page.getByRole('dialog', { name: 'Side by side' })
    await expect.element(compare.getByRole('img', { name: '8 curves of the entries compared' })).toBeVisible()
    // Only the seed differs.
    await expect.element(compare.getByRole('rowheader', { name: 'seed' })).toBeVisible()
    await expect.element(compare.getByRole('rowheader', { name: 'steps' })).not.toBeInTheDocument()
  })

  test('a name is typed, Escape leaves the old one and the drawer open, and an empty one gives the made title back', async () => {
    const name = drawer().getByRole('textbox', { name: 'Name' })
    await drawer().getByRole('button', { name: 'Rename “Race 5: Adam”' }).click()
    await name.fill('The good one')
    await userEvent.keyboard('{Enter}')
    await expect.element(drawer().getByRole('button', { name: 'The good one', exact: true })).toBeVisible()
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Rename “The good one”'))
    await userEvent.keyboard('{Enter}')
    await name.fill('another')
    await userEvent.keyboard('{Escape}')
    await expect.element(name).not.toBeInTheDocument()
    expect(titles()).toContain('The good one')
    await drawer().getByRole('button', { name: 'Rename “The good one”' }).click()
    await name.fill('')
    await userEvent.keyboard('{Enter}')
    await expect.element(drawer().getByRole('button', { name: 'Race 5: Adam', exact: true })).toBeVisible()
  })

  test('after deleting, the keyboard is at the next entry, and what was deleted can be brought back', async () => {
    await drawer().getByRole('button', { name: 'Delete “Race 7: Adam”' }).click()
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Delete “Race 6: Adam”'))
    await expect.element(said()).toHaveTextContent('“Race 7: Adam” is deleted.')
    expect(titles()).not.toContain('Race 7: Adam')
    await drawer().getByRole('button', { name: 'Undo delete' }).click()
    await vi.waitFor(() => expect(titles()).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map((seed) => `Race ${seed}: Adam`)))
  })

  test('deletes all that is not pinned only when it is said twice', async () => {
    await drawer().getByRole('button', { name: /^Pin “Race 3: Adam”/ }).click()
    await expect.element(drawer().getByRole('button', { name: 'Unpin “Race 3: Adam”' })).toHaveAttribute('aria-pressed', 'true')
    await drawer().getByRole('button', { name: 'Delete all unpinned' }).click()
    const ask = drawer().getByRole('alertdialog', { name: 'Delete all that is not pinned?' })
    await expect.element(ask.getByRole('button', { name: 'Keep them' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Delete all unpinned'))
    expect(titles()).toHaveLength(9)
    await drawer().getByRole('button', { name: 'Delete all unpinned' }).click()
    await ask.getByRole('button', { name: 'Delete 8 entries' }).click()
    await vi.waitFor(() => expect(titles()).toEqual(['Race 3: Adam']))
    await expect.element(said()).toHaveTextContent('8 entries are deleted.')
  })

  test('what is recorded meanwhile moves nothing under the pointer', async () => {
    await add(10)
    const fresh = drawer().getByRole('button', { name: 'Show 1 new entry' })
    await expect.element(fresh).toBeVisible()
    expect(titles()[0]).toBe('Race 9: Adam')
    await fresh.click()
    await vi.waitFor(() => expect(titles()[0]).toBe('Race 10: Adam'))
  })

  test('opens an entry on the page, says so, and offers the way back', async () => {
    await drawer().getByRole('button', { name: 'Race 4: Adam', exact: true }).click()
    await expect.element(drawer()).not.toBeInTheDocument()
    expect(open).toHaveBeenCalledWith({ ...defaultScenario, seed: 4 })
    const told = page.getByRole('status')
    await expect.element(told).toHaveTextContent('“Race 4: Adam” is on the screen again.')
    await told.getByRole('button', { name: 'Undo' }).click()
    expect(undo).toHaveBeenCalledWith('landscape')
  })

  test('an entry that is not valid here is refused with the field', async () => {
    open.mockReturnValueOnce([{ path: 'runs[0].optimizer', message: 'unknown' }])
    await drawer().getByRole('button', { name: 'Race 4: Adam', exact: true }).click()
    await expect.element(said()).toHaveTextContent('“Race 4: Adam” does not open here: runs[0].optimizer: unknown')
  })

  test('a file that is no history is told by its name', async () => {
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (input === null) throw new Error('expected a field for a file')
    await userEvent.upload(input, new File(['nonsense'], 'holiday.json', { type: 'application/json' }))
    await expect.element(said()).toHaveTextContent('holiday.json is not JSON; the history stays as it is.')
    expect(titles()).toHaveLength(9)
  })
})
