// A training as a film: what each network says over the first two features, from the start to the last update, side by side.
// The worker keeps the way of the parameters; where it keeps few points, some frames are alike.
import type { PlotBox } from '../../charts/box.ts'
import { decisionPixels } from '../../charts/network-decision.ts'
import type { RunStyle } from '../../charts/style.ts'
import type { ChartTheme } from '../../charts/theme.ts'
import type { NetworkEngine } from '../../store/network-types.ts'
import type { DataAnswer } from '../network/answers.ts'
import { pageSession } from '../network/network-context.tsx'
import { innerOf, paintMarks, paintPixels } from '../network/views/paint.ts'
import { decisionScale, featureRange, pointMarks } from '../network/views/points.ts'
import { clipToBox } from '../plot-canvas.ts'
import { paintCaption } from './film.ts'
import type { FilmContext, FilmSize, Stage } from './film.ts'

export interface DecisionFilm {
  readonly engine: Pick<NetworkEngine, 'decision'>
  readonly data: DataAnswer
  /** Of the runs that are filmed. */
  readonly styles: readonly RunStyle[]
  readonly theme: ChartTheme
  /** Updates made. */
  readonly steps: number
  /** What stands below the pictures. */
  readonly caption: (step: number) => string
}

/** Points per side of a surface. */
const fine = 72
/** Of the words above each picture, and below all of them. */
const [above, below] = [22, 22] as const

export function decisionStage({ engine, data, styles, theme, steps, caption }: DecisionFilm, { width, height }: FilmSize): Stage {
  const runs = styles.map(({ index }) => index)
  const box = [featureRange(data, 0), featureRange(data, 1)] as const
  const places = panelsOf(styles.length, width, height - below)
  return {
    steps,
    async paint(context, step) {
      const { value, chosen } = await engine.decision({ session: pageSession, runs, features: [0, 1], box, size: fine, entry: step })
      context.fillStyle = theme.background
      context.fillRect(0, 0, width, height)
      for (const [i, style] of styles.entries()) {
        const [place, values, classes] = [places[i], value[i], chosen[i]]
        if (place === undefined || values === undefined || classes === undefined) continue
        const pixels = decisionPixels({ value: values, chosen: classes, size: fine }, decisionScale(data), theme)
        paintPanel(context, { place, pixels, style, data, theme })
      }
      paintCaption(context, caption(step), [8, height - below + 3], { halo: theme.background, ink: theme.text })
    },
  }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** As many columns as make the pictures largest. */
function panelsOf(count: number, width: number, height: number): readonly Place[] {
  const sideIn = (columns: number): number => Math.min(width / columns, height / Math.ceil(count / columns) - above)
  const columns = Array.from({ length: count }, (_, i) => i + 1).reduce((best, one) => (sideIn(one) > sideIn(best) ? one : best), 1)
  const [wide, high] = [width / columns, height / Math.ceil(count / columns)]
  return Array.from({ length: count }, (_, i) => ({ x: Math.round((i % columns) * wide), y: Math.round(Math.floor(i / columns) * high), width: Math.round(wide), height: Math.round(high) }))
}

interface Panel {
  readonly place: Place
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
  readonly style: RunStyle
  readonly data: DataAnswer
  readonly theme: ChartTheme
}

function paintPanel(context: FilmContext, { place: { x, y, width, height }, pixels, style, data, theme }: Panel): void {
  const box: PlotBox = { width, height, margin: { l: 4, r: 4, t: above, b: 2 }, x: { log: false, range: featureRange(data, 0) }, y: { log: false, range: featureRange(data, 1) } }
  context.save()
  context.translate(x, y)
  paintPixels(context, pixels, fine, fine, innerOf(box), true)
  context.save()
  clipToBox(context, box)
  paintMarks(context, pointMarks(data, [0, 1], box, theme), 2.2, theme)
  context.restore()
  paintCaption(context, style.label, [6, 3], { halo: theme.background, ink: style.color })
  context.restore()
}
