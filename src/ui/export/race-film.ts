// A race as a film: the landscape once, and over it the paths as they grow, painted by what paints them on the page.
import { contourFigure, contourMargin } from '../../charts/contour.ts'
import type { Surface } from '../../charts/contour.ts'
import type { PlotBox } from '../../charts/box.ts'
import { markSpacing } from '../../charts/paths.ts'
import type { RunStyle } from '../../charts/style.ts'
import type { ChartTheme } from '../../charts/theme.ts'
import type { Point } from '../../catalog/types.ts'
import type { Trace } from '../../store/types.ts'
import { pictureOf } from '../Chart.tsx'
import { runLegend } from '../legend.ts'
import { paintHeads, paintTrails } from '../plot-canvas.ts'
import type { RacePaint } from '../plot-canvas.ts'
import { paintedRuns } from '../plot-runs.ts'
import { paintCaption } from './film.ts'
import type { FilmSize, Stage } from './film.ts'
import { legendLayout, paintLegend } from './paint-legend.ts'

export interface RaceFilm {
  readonly trace: Trace
  readonly styles: readonly RunStyle[]
  readonly selectedRun: number
  readonly theme: ChartTheme
  readonly surface: Surface
  readonly minima: readonly Point[]
  /** What stands in the corner of a frame. */
  readonly caption: (step: number) => string
}

/** Below this width there is no room for the bar of levels. */
const narrow = 480

export async function raceStage(film: RaceFilm, { width, height }: FilmSize): Promise<Stage> {
  const { trace, styles, theme, selectedRun, surface: { domain } } = film
  const strip = legendLayout(runLegend(styles), width)
  const box: PlotBox = { width, height: height - strip.height, margin: contourMargin(width >= narrow), x: { log: false, range: domain[0] }, y: { log: false, range: domain[1] } }
  const ground = await groundOf(film, box)
  const race: RacePaint = { box, theme, runs: paintedRuns(trace, styles, box), selectedRun, marks: markSpacing(trace.steps) }
  return {
    steps: trace.steps,
    paint(context, step) {
      context.fillStyle = theme.background
      context.fillRect(0, 0, width, height)
      context.drawImage(ground, 0, 0, box.width, box.height)
      paintTrails(context, race, 0, step)
      paintHeads(context, race, step, true)
      paintCaption(context, film.caption(step), [box.margin.l + 8, box.margin.t + 8], { halo: theme.halo, ink: theme.text })
      paintLegend(context, strip, box.height, theme.text)
    },
  }
}

async function groundOf({ surface, theme, minima }: RaceFilm, box: PlotBox): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = await pictureOf(contourFigure(surface, { box, theme, minima, scaleBar: box.width >= narrow }), 'png', box.width, box.height)
  await image.decode()
  return image
}
