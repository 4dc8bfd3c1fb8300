// Every set of data with its picture, by group, and the two ways to bring one's own.
import { Modal, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { datasets } from '../../../catalog/datasets/registry.ts'
import type { Dataset } from '../../../catalog/network-types.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { Icon } from '../../icons.tsx'
import { walkPictures } from '../../walk-pictures.ts'
import { DatasetThumbnail } from './DatasetThumbnail.tsx'

interface DatasetPickerProps {
  readonly opened: boolean
  /** Id of the one in use, null for own rows. */
  readonly current: string | null
  readonly close: () => void
  readonly choose: (dataset: Dataset) => void
  readonly chooseOwn: (kind: 'drawn' | 'csv') => void
}

const groups = [...new Set(datasets.map(({ group }) => group))]

export function DatasetPicker({ opened, close, ...body }: DatasetPickerProps): ReactNode {
  const t = useT()
  return (
    <Modal opened={opened} onClose={close} title={t('network.pickerTitle')} size="52rem" closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <PickerBody {...body} />
    </Modal>
  )
}

function PickerBody({ current, choose, chooseOwn }: Omit<DatasetPickerProps, 'opened' | 'close'>): ReactNode {
  const t = useT()
  const say = useText()
  const [shown, setShown] = useState<Dataset | null>(() => datasets.find(({ id }) => id === current) ?? null)
  return (
    <div className="picker">
      <div className="button-row">
        <button type="button" className="plain-button" onClick={() => chooseOwn('drawn')}>
          <Icon name="edit" size={14} /> {t('network.draw')}
        </button>
        <button type="button" className="plain-button" onClick={() => chooseOwn('csv')}>
          <Icon name="plus" size={14} /> {t('network.csv')}
        </button>
      </div>
      <div className="picker-groups" onKeyDown={walkPictures}>
        {groups.map((group) => (
          <section key={group} aria-label={t(`network.group.${group}`)}>
            <h3>{t(`network.group.${group}`)}</h3>
            <div className="picker-grid">
              {datasets
                .filter((dataset) => dataset.group === group)
                .map((dataset) => (
                  <UnstyledButton
                    key={dataset.id}
                    className="picker-item"
                    aria-current={dataset.id === current}
                    onClick={() => choose(dataset)}
                    onFocus={() => setShown(dataset)}
                    onMouseEnter={() => setShown(dataset)}
                  >
                    <DatasetThumbnail dataset={dataset} />
                    <span>{say(dataset.name)}</span>
                  </UnstyledButton>
                ))}
            </div>
          </section>
        ))}
      </div>
      <p className="picker-teaches" aria-live="polite">
        {shown === null ? t('network.pickerHint') : t('problem.pickerShown', { name: say(shown.name), teaches: say(shown.idea) })}
      </p>
    </div>
  )
}
