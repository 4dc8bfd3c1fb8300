// A graph of members: filled as they are taken, a thick ring where the truth was given, a broken one where it is missed.
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { memberColor, memberState, placeMembers } from '../../../charts/strategy-pictures.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme } from '../../plot-hooks.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

const [width, height, margin] = [520, 360, 20]

export function Graph({ block }: { readonly block: BlockOf<'graph'> }): ReactNode {
  const t = useT()
  const say = useSay()
  const { value, truth, known, edges } = block
  const states = Array.from(value, (one, i) => memberState(one, truth[i] ?? 0))
  const right = states.filter((state) => state === 'right').length
  const label = t('strategies.page.graphLabel', { title: say(block.title), members: value.length, ties: edges.length / 2, right })
  const rows = (): (string | number)[][] =>
    states.map((state, i) => [i + 1, value[i] ?? Number.NaN, truth[i] ?? 0, t(`strategies.page.member.${known[i] === 1 ? 'known' : state}`)])
  return (
    <>
      <Ties block={block} label={label} states={states} />
      <ul className="net-key strategy-graph-key">
        <li>
          <span className="strategy-ring" /> {t('strategies.page.ring')}
        </li>
        <li>
          <span className="strategy-ring" data-wrong="true" /> {t('strategies.page.missed', { count: states.filter((state) => state === 'wrong').length })}
        </li>
      </ul>
      <DataTable title={say(block.title)} table={() => listTable([t('strategies.page.memberNumber'), t('strategies.page.taken'), t('strategies.page.truth'), ''], rows())} />
    </>
  )
}

interface TiesProps {
  readonly block: BlockOf<'graph'>
  readonly label: string
  readonly states: readonly string[]
}

function Ties({ block, label, states }: TiesProps): ReactNode {
  const theme = useChartTheme()
  const { value, known, edges } = block
  const places = placeMembers(block, width, height, margin)
  const ties = Array.from({ length: edges.length / 2 }, (_, i) => [places[edges[2 * i] ?? 0], places[edges[2 * i + 1] ?? 0]] as const)
  return (
    <svg className="strategy-graph" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {ties.map(([a, b], i) => (
        <line key={i} x1={a?.x} y1={a?.y} x2={b?.x} y2={b?.y} />
      ))}
      {places.map(({ x, y }, i) => (
        <g key={i} data-known={known[i] === 1} data-state={states[i]}>
          <title>{`${i + 1}: ${shortNumber(value[i])}`}</title>
          <circle cx={x} cy={y} r={10} fill={memberColor(value[i] ?? Number.NaN, theme)} />
          <text x={x} y={y + 3.4}>
            {i + 1}
          </text>
        </g>
      ))}
    </svg>
  )
}
