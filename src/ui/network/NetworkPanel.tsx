// What is trained: the data, the model and its loss, and how long in which batches.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { DataPart } from './data/DataPart.tsx'
import { DataPreview } from './data/DataPreview.tsx'
import { LossFields } from './model/LossFields.tsx'
import { ModelFields } from './model/ModelFields.tsx'
import { TrainingFields } from './model/TrainingFields.tsx'

export function NetworkPanel(): ReactNode {
  const t = useT()
  return (
    <section className="panel problem network-panel" aria-labelledby="network-panel-title">
      <header className="panel-head">
        <h2 id="network-panel-title">{t('network.title')}</h2>
      </header>
      <div className="panel-body">
        <Part title={t('network.data')}>
          <DataPart />
        </Part>
        <Part title={t('network.model')}>
          <ModelFields />
        </Part>
        <Part title={t('network.loss')}>
          <LossFields />
        </Part>
        <Part title={t('network.training')}>
          <TrainingFields />
        </Part>
        <Part title={t('network.preview')}>
          <DataPreview />
        </Part>
      </div>
    </section>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <details className="network-part" open>
      <summary>
        <h3>{title}</h3>
      </summary>
      <div className="network-part-body">{children}</div>
    </details>
  )
}
