// What is learned from: a set of the catalogue, points drawn by hand, or a file; how it is divided and scaled; and what the
// model will see of it. A new source is shown at once, the earlier data run on until it holds something that can be trained on.
import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { datasetById } from '../../../catalog/datasets/registry.ts'
import type { Dataset } from '../../../catalog/network-types.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { Icon } from '../../icons.tsx'
import { chooseData } from '../network-edits.ts'
import { useNetwork } from '../network-context.tsx'
import { useEditNetworkOrTell } from '../use-network-edit.ts'
import { CsvPart } from './CsvPart.tsx'
import { DataFields } from './DataFields.tsx'
import { DatasetPicker } from './DatasetPicker.tsx'
import { DatasetThumbnail } from './DatasetThumbnail.tsx'
import { isDrawn } from './drawn-points.ts'
import { DrawPart } from './DrawPart.tsx'

type Source = 'catalogue' | 'drawn' | 'csv'

/** What the person asked for, as long as the scenario's data are those at which they asked for it. */
interface Asked {
  readonly source: Source
  readonly at: string
}

function useSource(): readonly [Source, (source: Source) => void] {
  const now = useNetwork((state): Source => (state.scenario.dataset.own === undefined ? 'catalogue' : isDrawn(state.scenario.dataset.own) ? 'drawn' : 'csv'))
  const id = useNetwork((state) => state.scenario.dataset.id ?? '')
  const [asked, setAsked] = useState<Asked | null>(null)
  const at = `${now} ${id}`
  return [asked?.at === at ? asked.source : now, (source) => setAsked({ source, at })]
}

export function DataPart(): ReactNode {
  const t = useT()
  const say = useText()
  const [source, ask] = useSource()
  const [open, setOpen] = useState(false)
  const id = useNetwork((state) => state.scenario.dataset.id)
  const known = source === 'catalogue' ? datasetById.get(id ?? '') : undefined
  const edit = useEditNetworkOrTell()
  const choose = (dataset: Dataset): void => {
    setOpen(false)
    ask('catalogue')
    if (dataset.id !== id) edit(chooseData({ id: dataset.id }), 'dataset')
  }
  const name = known === undefined ? t(source === 'drawn' ? 'network.drawn' : 'network.csv') : say(known.name)
  return (
    <>
      <UnstyledButton className="landscape-button" aria-haspopup="dialog" aria-label={t('network.choose', { name })} onClick={() => setOpen(true)}>
        {known === undefined ? (
          <span className="thumbnail data-size" aria-hidden="true">
            <Icon name={source === 'drawn' ? 'edit' : 'plus'} />
          </span>
        ) : (
          <DatasetThumbnail dataset={known} />
        )}
        <span className="landscape-name">{name}</span>
        <Icon name="down" size={14} />
      </UnstyledButton>
      <DatasetPicker
        opened={open}
        current={known?.id ?? null}
        close={() => setOpen(false)}
        choose={choose}
        chooseOwn={(kind) => {
          setOpen(false)
          ask(kind)
        }}
      />
      {known !== undefined && <p className="teaches">{say(known.idea)}</p>}
      {source === 'drawn' && <DrawPart />}
      {source === 'csv' && <CsvPart />}
      <Loading />
      <DataFields known={known} />
    </>
  )
}

/** A download that takes its time. */
function Loading(): ReactNode {
  const t = useT()
  const percent = useNetwork((state) => (state.loading === null ? null : Math.round(state.loading * 100)))
  if (percent === null) return null
  return (
    <div className="data-loading" role="status">
      <progress max={100} value={percent} aria-label={t('network.loading')} />
      <span className="muted">{t('network.loadingPart', { percent })}</span>
    </div>
  )
}
