// What the model will see: the rows as pictures or points, how many of each class, the ranges of the features.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { classColor } from '../../../charts/network-colors.ts'
import { shortNumber } from '../../../charts/format.ts'
import { datasetById } from '../../../catalog/datasets/registry.ts'
import { useT, useText } from '../../../i18n/react.ts'
import type { NetworkState } from '../../../store/network-types.ts'
import { SourceLink } from '../../fields/SourceLink.tsx'
import { useNetwork } from '../network-context.tsx'
import { useShownData } from '../network-hooks.ts'
import { PicturePreview } from './PicturePreview.tsx'
import { PointPreview } from './PointPreview.tsx'
import { ScrollBox } from './ScrollBox.tsx'

export type Data = NonNullable<NetworkState['data']>

export interface DataProps {
  readonly data: Data
}

export function DataPreview(): ReactNode {
  const data = useShownData()
  return (
    <>
      {data !== null && (
        <>
          {data.image === null ? <PointPreview data={data} /> : <PicturePreview data={data} />}
          {data.classes !== null && <ClassCounts data={data} classes={data.classes} />}
          <FeatureRanges data={data} />
        </>
      )}
      <Terms />
    </>
  )
}

function Terms(): ReactNode {
  const t = useT()
  const say = useText()
  const known = useNetwork((state) => datasetById.get(state.scenario.dataset.id ?? ''))
  if (known?.kind !== 'shipped') return null
  return (
    <details className="more">
      <summary>{t('network.sourceAndTerms')}</summary>
      <SourceLink source={known.source} />
      <p>{t('network.terms', { terms: say(known.terms) })}</p>
    </details>
  )
}

/** Longer lists are cut: bars that thin say nothing. */
const mostClasses = 12

function ClassCounts({ data, classes }: DataProps & { readonly classes: readonly string[] }): ReactNode {
  const t = useT()
  const most = Math.max(1, ...data.counts.map(([train, validation]) => train + validation))
  return (
    <table className="class-counts">
      <thead>
        <tr>
          <th>{t('network.class')}</th>
          <th>{t('network.toTrain')}</th>
          <th>{t('network.toValidate')}</th>
        </tr>
      </thead>
      <tbody>
        {classes.slice(0, mostClasses).map((name, index) => {
          const [train, validation] = data.counts[index] ?? [0, 0]
          const share = Math.round((100 * (train + validation)) / most)
          return (
            <tr key={name}>
              <th scope="row">
                <span className="class-bar" style={{ background: `linear-gradient(to right, color-mix(in srgb, ${classColor(index)} 35%, transparent) ${share}%, transparent ${share}%)` }}>
                  <span className="draw-dot" style={{ background: classColor(index) }} />
                  {name}
                </span>
              </th>
              <td>{train}</td>
              <td>{validation}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const mostFeatures = 40

function FeatureRanges({ data }: DataProps): ReactNode {
  const t = useT()
  // A thousand cells are laid out only when they are asked for.
  const [open, setOpen] = useState(false)
  const { columns, low, high, mean, deviation } = data
  return (
    <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('network.ranges', { count: columns.length })}</summary>
      {open && (
        <ScrollBox name={t('network.ranges', { count: columns.length })}>
          <table className="data-ranges">
            <thead>
              <tr>
                <th>{t('network.feature')}</th>
                <th>{t('network.range')}</th>
                <th>{t('network.mean')}</th>
                <th>{t('network.deviation')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.slice(0, mostFeatures).map((name, i) => (
                <tr key={`${i} ${name}`}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  <td>{t('network.fromTo', { low: shortNumber(low[i] ?? Number.NaN), high: shortNumber(high[i] ?? Number.NaN) })}</td>
                  <td>{shortNumber(mean[i] ?? Number.NaN)}</td>
                  <td>{shortNumber(deviation[i] ?? Number.NaN)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {columns.length > mostFeatures && <p>{t('network.moreFeatures', { count: columns.length - mostFeatures })}</p>}
        </ScrollBox>
      )}
    </details>
  )
}
