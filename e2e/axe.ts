/** What axe finds serious on the page, or on a part of it. */
import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Findings as "rule: element: what to do". Fails where axe had next to nothing to look at. */
export async function seriousTroubles(page: Page, part?: string): Promise<string[]> {
  // Colours that are still fading are not the colours that are read.
  await page.waitForTimeout(400)
  const axe = new AxeBuilder({ page })
  const { violations, passes } = await (part === undefined ? axe : axe.include(part)).analyze()
  expect(passes.length, `rules that apply to ${part ?? 'the page'}`).toBeGreaterThan(part === undefined ? 10 : 5)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${(failureSummary ?? '').split('\n').slice(0, 2).join(' ')}`))
}
