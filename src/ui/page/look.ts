// What of the page is hidden, as its link asks, and how what remains shares the room.
import { panels } from '../../scenario/page-link.ts'
import type { PageLink, Panel } from '../../scenario/page-link.ts'

/** Embedded there is one figure and its time; presented, what a class looks at. */
export function hiddenPanels({ hide = [], embed, present }: PageLink, lessonOpen: boolean): ReadonlySet<Panel> {
  if (embed !== undefined) return new Set(panels.filter((panel) => panel !== embed && panel !== 'transport'))
  if (present !== true) return new Set(hide)
  return new Set<Panel>([...hide, 'header', 'problem', 'results', ...(lessonOpen ? (['runs'] as const) : [])])
}

export interface Arrangement {
  /** As in CSS: `grid-template-areas`, `-columns` and `-rows`. Widths of the side columns are those of the style sheet. */
  readonly areas: string
  readonly columns: string
  readonly rows: string
}

interface Row {
  readonly center: string
  readonly size: string
}

const nothing: Row = { center: '.', size: 'minmax(0, 1fr)' }

/** The bench of races and networks without what is hidden; null where nothing of it is. */
export function arrange(hidden: ReadonlySet<Panel>): Arrangement | null {
  const shown = (panel: Panel): boolean => !hidden.has(panel)
  if (panels.every((panel) => panel === 'header' || shown(panel))) return null
  const right = (['runs', 'results'] as const).filter(shown)
  const center = centerRows(shown)
  const twoInRight = right.length === 2
  // Beside the curves there is room for the results; without them the first figure makes room.
  const first = center[0] ?? nothing
  const split = twoInRight && (center.length < 2 || !shown('curves'))
  const rows = split ? [{ ...first, size: 'minmax(0, 2fr)' }, { ...first, size: 'minmax(0, 1fr)' }, ...center.slice(1)] : center
  const lastOfRuns = split ? 0 : rows.length - 2
  const rightAt = (row: number): string => (twoInRight ? (row <= lastOfRuns ? 'runs' : 'results') : (right[0] ?? ''))
  const line = ({ center: area }: Row, row: number): string => [shown('problem') ? 'problem' : '', area, rightAt(row)].filter((name) => name !== '').join(' ')
  return {
    areas: rows.map((row, index) => `'${line(row, index)}'`).join(' '),
    columns: [shown('problem') ? 'var(--left)' : '', 'minmax(0, 1fr)', right.length > 0 ? 'var(--right)' : ''].filter((size) => size !== '').join(' '),
    rows: rows.map(({ size }) => size).join(' '),
  }
}

function centerRows(shown: (panel: Panel) => boolean): readonly Row[] {
  const figures = shown('plot') || shown('curves')
  const rows = [
    ...(shown('plot') ? [{ center: 'plot', size: 'minmax(0, 1fr)' }] : []),
    ...(shown('transport') ? [{ center: 'transport', size: 'auto' }] : []),
    ...(shown('curves') ? [{ center: 'curves', size: shown('plot') ? 'minmax(190px, 31%)' : 'minmax(0, 1fr)' }] : []),
  ]
  return figures ? rows : [...rows, nothing]
}
