// The parameters' paths of all runs in one plane, over the loss that the network itself has there.
import { NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import type { RunStyle } from '../../../charts/style.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import type { PlaneChoice } from '../../../scenario/network/types.ts'
import { DataTable } from '../../DataTable.tsx'
import { Swatch } from '../../plot-swatch.tsx'
import { Toggle } from '../../plot-toggle.tsx'
import { useNetworkActions, useNetworkData, useTrain } from '../network-context.tsx'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { PlaneMap } from './PlaneMap.tsx'
import { PlaneRelief } from './PlaneRelief.tsx'
import { usePlane } from './use-plane.ts'
import type { PlanePicture } from './use-plane.ts'
import { useReadyRuns } from './use-ready.ts'

const kinds = ['pca', 'random', 'weights'] as const

export function PlaneView(): ReactNode {
  const t = useT()
  const plane = useNetworkData((state) => state.scenario.plane)
  const ready = useReadyRuns().length > 0
  const { picture, error } = usePlane(plane, ready)
  const styles = useNetworkStyles()
  const [relief, setRelief] = useState(false)
  return (
    <div className="net-view">
      <div className="net-tools">
        <PlaneFields plane={plane} />
        <Toggle on={relief} name={t('netviews.relief')} hint={t('netviews.reliefHint')} flip={() => setRelief((on) => !on)} />
      </div>
      {error !== null && <p className="net-note" role="alert">{error}</p>}
      {picture === null ? (
        error === null && <p className="net-wait">{t('netviews.noNetwork')}</p>
      ) : (
        <>
          {relief ? <PlaneRelief picture={picture} /> : <PlaneMap picture={picture} />}
          <DataTable title={t('netviews.planeLabel', { x: picture.paths.names[0], y: picture.paths.names[1] })} table={() => tableOf(picture, styles, t('netviews.axis.step'))} />
          <PlaneWords picture={picture} plane={plane} />
        </>
      )}
    </div>
  )
}

/** Where each run was. Runs of one network are looked at at the same steps; one that has ended is there no more. */
function tableOf({ paths: { runs, paths, names } }: PlanePicture, styles: readonly RunStyle[], step: string): PlotTable {
  const longest = paths.reduce<Int32Array>((most, { entries }) => (entries.length > most.length ? entries : most), new Int32Array(0))
  return {
    head: [step, ...runs.flatMap((run) => names.map((name) => `${styles[run]?.label ?? ''}: ${name}`))],
    count: longest.length,
    row: (i) => [
      longest[i] ?? Number.NaN,
      ...paths.flatMap(({ entries, x, y }) => {
        const at = entries.indexOf(longest[i] ?? -1)
        return [x[at] ?? Number.NaN, y[at] ?? Number.NaN]
      }),
    ],
  }
}

function PlaneFields({ plane }: { readonly plane: PlaneChoice }): ReactNode {
  const t = useT()
  const { edit } = useNetworkActions()
  const set = (next: PlaneChoice): void => edit((scenario) => ({ ...scenario, plane: next }), 'plane')
  const choose = (kind: string): void => {
    if (kind === 'pca') set({ kind })
    if (kind === 'random') set({ kind, seed: 1 })
    if (kind === 'weights') set({ kind, x: 0, y: 1 })
  }
  return (
    <>
      <label className="net-field" title={t('netviews.planeHint')}>
        <span>{t('netviews.plane')}</span>
        <NativeSelect
          aria-label={t('netviews.plane')}
          data={kinds.map((kind) => ({ value: kind, label: t(`netviews.planeKind.${kind}`) }))}
          value={plane.kind}
          onChange={({ currentTarget: { value } }) => choose(value)}
        />
      </label>
      {plane.kind === 'random' && <PlaneNumber name={t('netviews.planeSeed')} value={plane.seed} max={1e6} commit={(seed) => set({ kind: 'random', seed })} />}
      {plane.kind === 'weights' && <WeightFields plane={plane} set={set} />}
    </>
  )
}

function WeightFields({ plane, set }: { readonly plane: Extract<PlaneChoice, { kind: 'weights' }>; readonly set: (plane: PlaneChoice) => void }): ReactNode {
  const t = useT()
  const run = useShownRun()
  const params = useTrain(500)?.runs[run]?.params ?? 0
  const max = Math.max(1, params - 1)
  return (
    <>
      <PlaneNumber name={t('netviews.weightAcross')} value={plane.x} max={max} commit={(x) => x !== plane.y && set({ ...plane, x })} />
      <PlaneNumber name={t('netviews.weightUp')} value={plane.y} max={max} commit={(y) => y !== plane.x && set({ ...plane, y })} />
    </>
  )
}

function PlaneNumber({ name, value, max, commit }: { readonly name: string; readonly value: number; readonly max: number; readonly commit: (value: number) => unknown }): ReactNode {
  return (
    <label className="net-field">
      <span>{name}</span>
      <NumberInput size="xs" aria-label={name} min={0} max={max} step={1} allowDecimal={false} allowNegative={false} clampBehavior="strict" value={value} onChange={(next) => typeof next === 'number' && commit(next)} />
    </label>
  )
}

/** What the picture shows of the whole, and how far each run is from what is drawn. */
function PlaneWords({ picture: { paths, rows }, plane }: { readonly picture: PlanePicture; readonly plane: PlaneChoice }): ReactNode {
  const t = useT()
  const styles = useNetworkStyles()
  const total = styles.filter(({ hidden }) => !hidden).length
  const left = total - paths.runs.filter((run) => styles[run]?.hidden === false).length
  return (
    <div className="net-words">
      <p>
        {varianceText(paths.variance, plane, t)} {rows > 0 && t('netviews.surfaceRows', { rows })} {left > 0 && t('netviews.otherNetworks', { count: left })}
      </p>
      <ul>
        {paths.runs.map((run, i) => {
          const style = styles[run]
          const path = paths.paths[i]
          if (style === undefined || style.hidden || path === undefined) return null
          return (
            <li key={run}>
              <Swatch style={style} /> {t('netviews.distance', { run: style.label, now: shortNumber(path.distance.at(-1), 2), most: shortNumber(largest(path.distance), 2) })}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const largest = (values: Float64Array): number => values.reduce((a, b) => (b > a ? b : a), 0)

function varianceText(variance: readonly [number, number] | null, plane: PlaneChoice, t: Translate): string {
  if (variance === null) return t('netviews.noVariance')
  const percent = (share: number): number => Math.round(100 * share)
  return t(`netviews.variance.${plane.kind}`, { both: percent(variance[0] + variance[1]), first: percent(variance[0]), second: percent(variance[1]) })
}
