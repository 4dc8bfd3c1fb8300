import { writeFileSync } from 'node:fs'
import { test } from '@playwright/test'
import { openPage, standAt } from '../descent.ts'
import { installMeter } from './meter.ts'
const race = {
  version: 1, kind: 'landscape', landscape: 'rosenbrock', start: [-1.2, 1], steps: 500,
  runs: ['adam', 'momentum', 'sgd', 'rmsprop', 'lion', 'adagrad', 'nadam', 'adamw'].map((optimizer) => ({ optimizer })),
}
test('profile', async ({ page }) => {
  test.setTimeout(120000)
  await installMeter(page)
  await page.addInitScript(() => {
    const marks: [string, number, number][] = []
    Object.assign(window, { marks })
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = new Proxy(post, { apply(t, self: Worker, args) { marks.push(['post ' + String(args[0]?.kind ?? JSON.stringify(args[0]).slice(0, 40)), performance.now(), 0]); return Reflect.apply(t, self, args) } })
    const W = window.Worker
    window.Worker = new Proxy(W, { construct(t, args) { const w: Worker = Reflect.construct(t, args); w.addEventListener('message', (e) => marks.push(['got ' + JSON.stringify(e.data, (k, v) => ArrayBuffer.isView(v) ? 0 : v).slice(0, 60), performance.now(), performance.now() - e.timeStamp])); return w } })
    addEventListener('keydown', (e) => marks.push(['key', performance.now(), performance.now() - e.timeStamp]), { capture: true })
    const stroke = CanvasRenderingContext2D.prototype.stroke
    let last = ''
    CanvasRenderingContext2D.prototype.stroke = new Proxy(stroke, { apply(t, c, a) { const now = performance.now(); marks.push(['stroke ' + (c.canvas.closest('.plot-stage') ? 'plot' : c.canvas.closest('.curve-stage') ? 'curve' : 'detached') + [...(c.canvas.parentElement?.querySelectorAll('canvas') ?? [])].indexOf(c.canvas) + ' ' + c.canvas.width, now, 0]); void last; return Reflect.apply(t, c, a) } })
    const raf = (): void => { marks.push(['raf', performance.now(), 0]); requestAnimationFrame(raf) }
    requestAnimationFrame(raf)
  })
  await openPage(page)
  await page.evaluate((s) => window.playground.open(s), race)
  await page.waitForTimeout(3000)
  await standAt(page, 500)
  await page.getByRole('slider', { name: 'lr of Adam', exact: true }).focus()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
  for (let i = 0; i < 10; i++) { await page.keyboard.press('ArrowLeft'); await page.waitForTimeout(150) }
  await page.evaluate(() => { (window as any).marks.length = 0 })
  const t: (number|null)[] = []
  for (let i = 0; i < 40; i++) {
    await page.evaluate(() => window.meter.arm('keydown'))
    await page.keyboard.press(i % 20 < 10 ? 'ArrowLeft' : 'ArrowRight')
    t.push(await page.evaluate(() => window.meter.picture(3000)))
    await page.waitForTimeout(40)
  }
  const marks = await page.evaluate(() => (window as any).marks)
  console.log(await page.evaluate(async (s) => { const out: string[] = []; for (let i = 0; i < 24; i++) { s.runs[0] = { optimizer: 'adam', hyper: { lr: 0.01 * (1 + i / 10) } } as any; if (i > 11) await new Promise((r) => setTimeout(r, 60)); const b = performance.now(); await window.playground.rollout(s); out.push((performance.now() - b).toFixed(1)) } return out.join(' ') }, race))
  console.log(t.map((x) => x?.toFixed(0)).join(' '))
  await cdp.send('Profiler.start')
  for (let i = 0; i < 40; i++) { await page.keyboard.press(i % 20 < 10 ? 'ArrowLeft' : 'ArrowRight'); await page.waitForTimeout(120) }
  const { profile } = await cdp.send('Profiler.stop')
  writeFileSync('/tmp/e2e-serve/profile.json', JSON.stringify(profile))
  writeFileSync('/tmp/e2e-serve/marks.json', JSON.stringify(marks))
})
