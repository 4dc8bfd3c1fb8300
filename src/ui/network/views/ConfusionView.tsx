// Which classes are taken for which: the selected run's counts on the validation rows, and every run's share of each class.
import type { CSSProperties, ReactNode } from 'react'
import { perClass, worstMistake } from '../../../charts/network-confusion.ts'
import { useT } from '../../../i18n/react.ts'
import type { ConfusionAnswer } from '../answers.ts'
import { Swatch } from '../../plot-swatch.tsx'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { RunCaption } from './RunMultiples.tsx'
import { useOfRuns } from './use-of-runs.ts'

export function ConfusionView({ names }: { readonly names: readonly string[] }): ReactNode {
  const t = useT()
  const { answers, error } = useOfRuns<ConfusionAnswer>((engine, request) => engine.confusion(request))
  const run = useShownRun()
  const fitting = new Map([...answers].filter(([, { counts }]) => counts.length === names.length ** 2).map(([index, { counts }]) => [index, counts] as const))
  const counts = fitting.get(run)
  return (
    <div className="net-scroll net-confusion">
      {error !== null && <p className="net-note" role="alert">{error}</p>}
      {counts === undefined ? (
        <p className="net-note">{t('netviews.noNetwork')}</p>
      ) : (
        <>
          <section aria-label={t('netviews.confusion')}>
            <RunCaption run={run} />
            <Counts names={names} counts={counts} />
            <p className="muted">{mistakeText(counts, names, t)}</p>
          </section>
          <section aria-label={t('netviews.perClass')}>
            <h3>{t('netviews.perClass')}</h3>
            <Shares names={names} answers={fitting} />
          </section>
        </>
      )}
    </div>
  )
}

function mistakeText(counts: Int32Array, names: readonly string[], t: ReturnType<typeof useT>): string {
  const worst = worstMistake(counts, names.length)
  if (worst === null) return t('netviews.noMistake')
  return t('netviews.mistake', { truth: names[worst.truth] ?? '', taken: names[worst.taken] ?? '', count: worst.count })
}

/** Of the row's class so many per cent: the deeper the colour. */
const shade = (share: number, right: boolean): CSSProperties =>
  share > 0 ? { background: `color-mix(in srgb, ${right ? 'var(--net-right)' : 'var(--net-wrong)'} ${Math.round(10 + 40 * share)}%, transparent)` } : {}

function Counts({ names, counts }: { readonly names: readonly string[]; readonly counts: Int32Array }): ReactNode {
  const t = useT()
  const shares = perClass(counts, names.length)
  return (
    <table className="net-counts">
      <caption>{t('netviews.confusionCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('netviews.trueDown')}</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map((name, truth) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {names.map((taken, column) => {
              const count = counts[truth * names.length + column] ?? 0
              return (
                <td key={taken} style={shade(count / Math.max(1, shares[truth]?.rows ?? 1), truth === column)}>
                  {count === 0 ? '·' : count}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Shares({ names, answers }: { readonly names: readonly string[]; readonly answers: ReadonlyMap<number, Int32Array> }): ReactNode {
  const t = useT()
  const styles = useNetworkStyles()
  const runs = [...answers].map(([run, counts]) => ({ run, style: styles[run], shares: perClass(counts, names.length) }))
  return (
    <table className="net-counts">
      <thead>
        <tr>
          <th scope="col">{t('netviews.class')}</th>
          {runs.map(({ run, style }) => (
            <th key={run} scope="col">
              {style !== undefined && <Swatch style={style} />} {style?.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map((name, index) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {runs.map(({ run, shares }) => {
              const { right, rows } = shares[index] ?? { right: 0, rows: 0 }
              return (
                <td key={run} style={shade(rows === 0 ? 0 : right / rows, true)}>
                  {rows === 0 ? '–' : `${Math.round((100 * right) / rows)} %`}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
