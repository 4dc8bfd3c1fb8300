import { expect, test } from 'vitest'
import { themes } from '../../charts/theme.ts'
import { fakeNetwork } from '../network/testing.ts'
import { decisionStage } from './decision-film.ts'
import { gifOf } from './film.ts'
import type { FilmContext } from './film.ts'

const size = { width: 120, height: 90, frames: 5, seconds: 1 }

test('a film asks for the steps from the first to the last, and says how far it is', async () => {
  const asked: number[] = []
  const heard: number[] = []
  const stage = { steps: 400, paint: (context: FilmContext, step: number) => (asked.push(step), context.fillRect(0, 0, step / 10, 20)) }
  const film = await gifOf(stage, size, { signal: new AbortController().signal, onProgress: (done) => heard.push(done) })
  expect(film.type).toBe('image/gif')
  // Three frames are looked at before, for their colours.
  expect(asked.slice(3)).toEqual([0, 100, 200, 300, 400])
  expect(heard).toEqual([0.2, 0.4, 0.6, 0.8, 1])
})

test('a film that is cancelled ends between two frames', async () => {
  const cancel = new AbortController()
  let frames = 0
  const stage = { steps: 400, paint: () => { frames += 1 } }
  const film = gifOf(stage, size, { signal: cancel.signal, onProgress: () => cancel.abort() })
  await expect(film).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  expect(frames).toBe(4)
})

test('a training is filmed run beside run, each as it was at that step', async () => {
  const { data } = fakeNetwork().store.getState()
  if (data === null) throw new Error('expected data')
  const asked: (number | undefined)[] = []
  const decision: Parameters<typeof decisionStage>[0]['engine']['decision'] = async ({ runs, size: side, entry }) => {
    asked.push(entry)
    // The first run is sure of one class, the second of the other.
    const picture = (value: number): Float32Array => new Float32Array(side * side).fill(value)
    return { entry: entry ?? 0, value: runs.map((run) => picture(run)), chosen: runs.map((run) => new Uint8Array(side * side).fill(run)) }
  }
  const styles = ['Adam', 'SGD'].map((label, index) => ({ index, label, color: '#1f6fb2', dash: [], hidden: false }))
  const stage = decisionStage({ engine: { decision }, data, styles, theme: themes.light, steps: 40, caption: (step) => `step ${step}` }, size)
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d')
  if (context === null) throw new Error('expected a canvas')
  await stage.paint(context, 20)
  expect(asked).toEqual([20])
  const colourAt = (x: number): string => context.getImageData(x, 45, 1, 1).data.join()
  expect(colourAt(30)).not.toBe(colourAt(90))
  expect([colourAt(30), colourAt(90)]).not.toContain('255,255,255,255')
})
