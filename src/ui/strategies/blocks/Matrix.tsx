// Rows by columns of numbers as a picture. Pointing reads a cell.
import { useCallback, useMemo, useState } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { matrixPicture } from '../../../charts/strategy-pictures.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import { Canvas } from '../../network/views/Canvas.tsx'
import { paintPixels } from '../../network/views/paint.ts'
import type { Context } from '../../network/views/paint.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

export function Matrix({ block }: { readonly block: BlockOf<'matrix'> }): ReactNode {
  const t = useT()
  const say = useSay()
  const theme = useChartTheme()
  const [cell, setCell] = useState<readonly [number, number] | null>(null)
  const { rows, columns, values } = block
  const { pixels, low, high, signed } = useMemo(() => matrixPicture(values, theme), [values, theme])
  const paint = useCallback((context: Context, size: Size) => paintPixels(context, pixels, columns, rows, { x: 0, y: 0, ...size }, false), [pixels, columns, rows])
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const at = (part: number, count: number): number => Math.max(0, Math.min(count - 1, Math.floor(part * count)))
    setCell([at((event.clientY - top) / height, rows), at((event.clientX - left) / width, columns)])
  }
  const numbers = (): (string | number)[][] => Array.from({ length: rows }, (_, row) => [row + 1, ...values.subarray(row * columns, (row + 1) * columns)])
  const span = { low: shortNumber(low), high: shortNumber(high) }
  const said = cell === null ? t(signed ? 'strategies.page.matrixSigned' : 'strategies.page.matrixSpan', span) : cellText(t, cell, values[cell[0] * columns + cell[1]])
  return (
    <>
      <div className="strategy-matrix" style={{ aspectRatio: `${columns} / ${rows}` }} onPointerMove={move} onPointerLeave={() => setCell(null)}>
        <Canvas label={t('strategies.page.matrixLabel', { title: say(block.title), rows, columns })} paint={paint} />
      </div>
      <p className="muted strategy-reading">{said}</p>
      <DataTable title={say(block.title)} table={() => listTable(['', ...Array.from({ length: columns }, (_, i) => i + 1)], numbers())} />
    </>
  )
}

const cellText = (t: ReturnType<typeof useT>, [row, column]: readonly [number, number], value: number | undefined): string =>
  t('strategies.page.cell', { row: row + 1, column: column + 1, value: shortNumber(value) })
