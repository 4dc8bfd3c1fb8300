// The panels in a real browser, on a real store; the engine is one that never answers, because nothing here waits for it.
import '@mantine/core/styles.css'
import './layout.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defaultScenario } from '../scenario/defaults.ts'
import { createAppStore } from '../store/app-store.ts'
import type { AppStore } from '../store/app-store.ts'
import type { Engine } from '../store/engine-port.ts'
import { ProblemPanel } from './problem/ProblemPanel.tsx'
import { RunsPanel } from './runs/RunsPanel.tsx'
import { StoreProvider } from './store-context.tsx'
import { theme } from './theme.ts'
import { ToastProvider } from './toast.tsx'

const never = (): Promise<never> => new Promise(() => undefined)
const engine: Engine = { rollout: never, devices: never, surface: never, probe: never, summary: never, band: never }

let store: AppStore
let root: Root
let place: HTMLElement

beforeEach(async () => {
  store = createAppStore({ engine, initial: defaultScenario })
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
  root.render(
    <MantineProvider theme={theme}>
      <StoreProvider parts={store}>
        <ToastProvider>
          <ProblemPanel />
          <RunsPanel />
        </ToastProvider>
      </StoreProvider>
    </MantineProvider>,
  )
  await vi.waitUntil(() => place.querySelector('.run') !== null)
})

afterEach(() => {
  root.unmount()
  place.remove()
})

const rate = (run: string) => page.getByRole('textbox', { name: `lr of ${run}`, exact: true })
const lr = (index: number): unknown => store.getState().scenario.runs[index]?.hyper?.['lr']

describe('a number typed into a run', () => {
  test('that is valid runs at once', async () => {
    await rate('Momentum').fill('2e-3')
    expect(lr(1)).toBe(0.002)
    await expect.element(rate('Momentum')).toHaveValue('2e-3')
  })

  test.each([
    ['-1', 'expected a number above 0, got -1'],
    ['abc', 'expected a number above 0, got "abc"'],
    ['', 'expected a number above 0, got ""'],
  ])('"%s" stays in its field with one sentence, and changes nothing', async (text, sentence) => {
    await rate('Momentum').fill(text)
    await expect.element(page.getByText(sentence, { exact: true })).toBeVisible()
    await expect.element(rate('Momentum')).toHaveValue(text)
    expect(lr(1)).toBe(0.001)
  })

  test('survives a valid edit of another run', async () => {
    await rate('Momentum').fill('abc')
    await rate('Lion').fill('0.02')
    expect(lr(4)).toBe(0.02)
    await expect.element(rate('Momentum')).toHaveValue('abc')
    await expect.element(page.getByText('got "abc"')).toBeVisible()
  })

  test('gives way to the slider of the same number', async () => {
    await rate('Momentum').fill('abc')
    page.getByRole('slider', { name: 'lr of Momentum' }).element().focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(lr(1)).toBeGreaterThan(0.001)
    await expect.element(rate('Momentum')).toHaveValue(String(lr(1)))
    await expect.element(page.getByText('got "abc"')).not.toBeInTheDocument()
  })
})

describe('the runs', () => {
  test('keep their colours when one is removed, and undo brings it back', async () => {
    await page.getByRole('button', { name: 'Remove Momentum' }).click()
    const { runs } = store.getState().scenario
    expect(runs.map((run) => run.optimizer)).toEqual(['adam', 'sgd', 'rmsprop', 'lion'])
    expect(runs[1]?.color).toBe('#009e73')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    expect(store.getState().scenario.runs).toHaveLength(5)
  })

  test('are added from the keyboard alone', async () => {
    page.getByRole('button', { name: 'Add run' }).element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('combobox', { name: 'Search optimizers' })).toHaveFocus()
    await userEvent.keyboard('yogi{Enter}')
    await expect.element(page.getByRole('button', { name: 'Yogi', exact: true })).toBeVisible()
    expect(store.getState().scenario.runs.at(-1)?.optimizer).toBe('yogi')
  })

  test('can have their equation edited: a misspelt name is shown at its place, and the last valid rule stays', async () => {
    await page.getByRole('button', { name: 'Everything about Adam' }).click()
    await page.getByRole('button', { name: 'Edit equation' }).click()
    const editor = page.getByRole('textbox', { name: 'Update rule' })
    const text = editor.element()
    if (!(text instanceof HTMLTextAreaElement)) throw new Error('expected a text area')
    const wrong = text.value.replace('beta1*m', 'bta1*m')
    expect(wrong).not.toBe(text.value)
    const before = store.getState().scenario
    await editor.fill(wrong)
    await expect.element(page.getByText('line 2, column 5: unknown name "bta1" - did you mean "beta1"?')).toBeVisible()
    expect(place.querySelector('.caret-mark')?.textContent).toBe('m = bta1*m + (1 - beta1)*g\n    ^')
    await expect.element(editor).toHaveValue(wrong)
    expect(store.getState().scenario).toBe(before)
  })

  test('make an unknown name a parameter with one click', async () => {
    await page.getByRole('button', { name: 'Everything about Gradient descent' }).click()
    await page.getByRole('button', { name: 'Edit equation' }).click()
    await page.getByRole('textbox', { name: 'Update rule' }).fill('theta = theta - lr*kick*g')
    await page.getByRole('button', { name: 'Make kick a parameter' }).click()
    expect(store.getState().scenario.runs[2]?.optimizer).toMatchObject({ rule: 'theta = theta - lr*kick*g', hyper: { kick: 0.5 } })
  })
})

describe('the problem', () => {
  test('becomes one’s own formula with the constants above it', async () => {
    await page.getByRole('button', { name: 'Edit formula' }).click()
    expect(store.getState().scenario.landscape).toMatchObject({ formula: 'a = 1\nb = 100\n(a - x)^2 + b*(y - x^2)^2' })
  })

  test('keeps a formula that cannot be read, with the place of the mistake', async () => {
    await page.getByRole('button', { name: 'Edit formula' }).click()
    const editor = page.getByRole('textbox', { name: 'f(x, y)' })
    await editor.fill('x^2 + yy')
    await expect.element(page.getByText('unknown name "yy"')).toBeVisible()
    expect(place.querySelector('.caret-mark')?.textContent).toBe('x^2 + yy\n      ^')
    await expect.element(editor).toHaveValue('x^2 + yy')
    await editor.fill('x^2 + y^2')
    expect(store.getState().scenario.landscape).toMatchObject({ formula: 'x^2 + y^2' })
  })

  test('is chosen with the arrow keys', async () => {
    await page.getByRole('button', { name: /^Landscape: Rosenbrock/ }).click()
    // The dialog first puts the focus into its search box.
    await expect.element(page.getByRole('textbox', { name: 'Search names and ideas' })).toHaveFocus()
    page.getByRole('button', { name: 'Sphere', exact: true }).element().focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}')
    expect(store.getState().scenario.landscape).toBe('quadratic_ill')
  })
})
