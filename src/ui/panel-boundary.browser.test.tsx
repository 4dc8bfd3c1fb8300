// A part that cannot be drawn says so, with ways on; its neighbour does not notice.
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { defaultScenario } from '../scenario/defaults.ts'
import { createAppStore } from '../store/app-store.ts'
import { PanelBoundary } from './PanelBoundary.tsx'
import { StoreProvider } from './store-context.tsx'

const never = (): Promise<never> => new Promise(() => undefined)
const parts = createAppStore({ engine: { rollout: never, devices: never, surface: never, probe: never, summary: never, band: never }, initial: defaultScenario })

const place = document.body.appendChild(document.createElement('div'))
const root = createRoot(place)
afterEach(() => root.render(null))

let broken = true
function Fragile(): ReactNode {
  if (broken) throw new Error('no room to draw')
  return <p>drawn</p>
}

function show(undo: () => void): void {
  root.render(
    <MantineProvider>
      <StoreProvider parts={parts}>
        <PanelBoundary undo={undo}>
          <Fragile />
        </PanelBoundary>
        <PanelBoundary>
          <p>neighbour</p>
        </PanelBoundary>
      </StoreProvider>
    </MantineProvider>,
  )
}

test('a broken part names its cause, its neighbour stays, and both ways on lead on', async () => {
  broken = true
  let undone = 0
  show(() => undone++)
  const alert = page.getByRole('alert')
  await expect.element(alert).toHaveTextContent('no room to draw')
  await expect.element(page.getByText('neighbour')).toBeVisible()
  await page.getByRole('button', { name: 'Carry on' }).click()
  // Still broken: it says so again and takes nothing back.
  await expect.element(alert).toHaveTextContent('no room to draw')
  expect(undone).toBe(0)
  broken = false
  await page.getByRole('button', { name: 'Undo the last change' }).click()
  await expect.element(page.getByText('drawn')).toBeVisible()
  expect(undone).toBe(1)
})
