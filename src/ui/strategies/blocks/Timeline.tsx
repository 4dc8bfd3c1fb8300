// Who did what when: a lane each, bars in milliseconds.
import type { CSSProperties, ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { axisTicks } from '../../../charts/sweep-axes.ts'
import { timeSpan, workShares } from '../../../charts/strategy-pictures.ts'
import { listTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import { DataTable } from '../../DataTable.tsx'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

type Bar = BlockOf<'timeline'>['bars'][number]

const tones = ['forward', 'backward', 'update', 'send', 'wait'] as const
/** In units of the picture; the page stretches them. */
const [width, lane] = [1000, 26]

export function Timeline({ block }: { readonly block: BlockOf<'timeline'> }): ReactNode {
  const t = useT()
  const say = useSay()
  const { lanes, bars } = block
  const [from, to] = timeSpan(bars)
  const shares = workShares(block)
  const name = (bar: Bar): string => `${say(lanes[bar.lane] ?? block.title)}, ${t(`strategies.page.tone.${bar.tone}`)}, ${say(bar.name)}`
  const rows = (): (string | number)[][] => bars.map((bar) => [name(bar), bar.from, bar.to])
  const used = tones.filter((tone) => bars.some((bar) => bar.tone === tone))
  return (
    <>
      <ul className="net-key">
        {used.map((tone) => (
          <li key={tone}>
            <span className="strategy-tone" data-tone={tone} />
            {t(`strategies.page.tone.${tone}`)}
          </li>
        ))}
      </ul>
      <div className="strategy-timeline" style={{ gridTemplateRows: `repeat(${lanes.length}, minmax(22px, 34px)) auto` }}>
        <ol style={rowsOf(lanes)}>
          {lanes.map((label, i) => (
            <li key={i}>
              {say(label)} <span className="muted">{t('strategies.page.atWork', { percent: Math.round(100 * (shares[i] ?? 0)) })}</span>
            </li>
          ))}
        </ol>
        <svg style={rowsOf(lanes)} viewBox={`0 0 ${width} ${lane * lanes.length}`} preserveAspectRatio="none" role="img" aria-label={t('strategies.page.timelineLabel', { title: say(block.title), time: shortNumber(to - from) })}>
          {bars.map((bar, i) => (
            <rect
              key={i}
              data-tone={bar.tone}
              x={((bar.from - from) / (to - from)) * width}
              y={bar.lane * lane + 2}
              width={Math.max(0.6, ((bar.to - bar.from) / (to - from)) * width)}
              height={lane - 4}
            >
              <title>{`${name(bar)}: ${shortNumber(bar.to - bar.from)} ms`}</title>
            </rect>
          ))}
        </svg>
        <Ticks span={to - from} />
      </div>
      <DataTable title={say(block.title)} table={() => listTable(['', t('strategies.page.fromTime'), t('strategies.page.toTime')], rows())} />
    </>
  )
}

const rowsOf = (lanes: readonly unknown[]): CSSProperties => ({ gridRow: `1 / ${lanes.length + 1}` })

function Ticks({ span }: { readonly span: number }): ReactNode {
  const t = useT()
  return (
    <div className="strategy-ticks" aria-hidden="true">
      {axisTicks({ min: 0, max: span, scale: 'linear' }, 6).map(({ place, text }) => (
        <span key={place} style={{ left: `${100 * place}%` }}>
          {t('strategies.page.milliseconds', { time: text })}
        </span>
      ))}
    </div>
  )
}
