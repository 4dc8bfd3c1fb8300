// The drawing of a small network. Fill: the value that flows forward; ring: the derivative of the loss by it; lines: weights,
// or their derivatives.
import { memo } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { signedRgb } from '../../../charts/network-colors.ts'
import type { GraphEdge, GraphUnit, NetworkGraph } from '../../../charts/network-graph.ts'
import { cssColor, luminance } from '../../../charts/theme.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import { nodeName } from './node-name.ts'

interface BackpropGraphProps {
  readonly graph: NetworkGraph
  readonly edges: 'weight' | 'gradient'
}

export const BackpropGraph = memo(function BackpropGraph({ graph, edges }: BackpropGraphProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const label = t('netviews.graphLabel', { layers: graph.columns.length })
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
      <div className="net-graph" tabIndex={0} role="group" aria-label={t('netviews.graph')}>
        <svg viewBox={`0 0 ${graph.width} ${graph.height}`} style={{ minWidth: graph.width * 0.72, maxWidth: graph.width * 1.5 }} role="img" aria-label={label}>
          <g>
            {graph.edges.map((edge, i) => (
              <Edge key={i} edge={edge} show={edges} theme={theme} />
            ))}
          </g>
          {graph.columns.map(({ name, x, units }) => (
            <g key={name}>
              <text x={x} y={14} textAnchor="middle" className="net-graph-name">
                {nodeName(name, t)}
              </text>
              {units.map((unit) => (
                <Unit key={unit.name} unit={unit} theme={theme} />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <DataTable title={label} table={() => listTable([t('netviews.unitOrWeight'), t('netviews.value'), t('netviews.derivative')], rowsOf(graph, t))} />
    </>
  )
})

/** Units first, then what joins them; where nothing is multiplied there is nothing to tell. */
function rowsOf({ columns, edges }: NetworkGraph, t: Translate): readonly (readonly [string, number, number])[] {
  const units = columns.flatMap(({ units: all }) => all.map(({ name, value, gradient }) => [nodeName(name, t), value, gradient] as const))
  return [...units, ...edges.flatMap(({ name, weight, gradient }) => (Number.isNaN(weight) ? [] : [[name, weight, gradient] as const]))]
}

function Edge({ edge, show, theme }: { readonly edge: GraphEdge; readonly show: 'weight' | 'gradient'; readonly theme: ChartTheme }): ReactNode {
  const { x1, y1, x2, y2, name, weight, gradient } = edge
  const plain = Number.isNaN(weight)
  const part = show === 'weight' ? edge.weightPart : edge.gradientPart
  const size = Math.min(1, Math.abs(part))
  const color = plain ? theme.axis : cssColor(signedRgb(Math.sign(part) * (0.35 + 0.65 * size), theme))
  return (
    <line x1={x1} y1={y1} x2={x2} y2={y2} stroke={color} strokeWidth={plain ? 1 : 0.5 + 3.5 * size} strokeDasharray={plain ? '2 3' : undefined}>
      {!plain && <title>{`${name} = ${shortNumber(weight)}, ∂L/∂w = ${shortNumber(gradient)}`}</title>}
    </line>
  )
}

const radius = 15

function Unit({ unit, theme }: { readonly unit: GraphUnit; readonly theme: ChartTheme }): ReactNode {
  const t = useT()
  const fill = signedRgb(0.85 * unit.valuePart, theme)
  const inside = shortNumber(unit.value, 2)
  const ring = cssColor(signedRgb(Math.sign(unit.gradientPart) * (0.3 + 0.7 * Math.abs(unit.gradientPart)), theme))
  return (
    <g>
      <title>{`${nodeName(unit.name, t)} = ${shortNumber(unit.value)}, ∂L/∂ = ${shortNumber(unit.gradient)}`}</title>
      <circle cx={unit.x} cy={unit.y} r={radius + 2.5} fill={theme.background} stroke={ring} strokeWidth={1.5 + 3 * Math.abs(unit.gradientPart || 0)} />
      <circle cx={unit.x} cy={unit.y} r={radius} fill={cssColor(fill)} stroke={theme.axis} strokeWidth={0.75} />
      <text x={unit.x} y={unit.y + 3} textAnchor="middle" fontSize={inside.length > 5 ? 6.6 : 8.5} fill={luminance(fill) > 0.32 ? '#10161c' : '#ffffff'}>
        {inside}
      </text>
      <text x={unit.x} y={unit.y + radius + 13} textAnchor="middle" className="net-graph-below">
        {shortNumber(unit.gradient, 2)}
      </text>
    </g>
  )
}
