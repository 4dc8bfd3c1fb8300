// The plot in the middle of the page: contour or surface, and what is drawn with it.
import './plots.css'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import { PlotContour } from './plot-contour.tsx'
import type { Shown } from './plot-contour.tsx'
import { PlotSurface } from './plot-surface.tsx'
import { Toggle } from './plot-toggle.tsx'
import { useActions, useApp } from './store-context.tsx'

export function PlotArea(): ReactNode {
  const t = useT()
  const view = useApp((state) => state.scenario.view ?? 'contour')
  const { setView } = useActions()
  // On a phone the facts would cover half of the plot.
  const [shown, setShown] = useState<Shown>(() => ({ facts: window.innerWidth > 860, labels: true, arrows: false, curvature: false }))
  const [logHeight, setLogHeight] = useState(true)
  const flip = (name: keyof Shown): void => setShown((old) => ({ ...old, [name]: !old[name] }))
  return (
    <>
      <div className="plot-bar">
        <SegmentedControl
          size="xs"
          aria-label={t('plots.view')}
          value={view}
          onChange={(value) => setView(value === 'surface' ? 'surface' : 'contour')}
          data={[
            { value: 'contour', label: t('plots.contour') },
            { value: 'surface', label: t('plots.surface') },
          ]}
        />
        <div className="plot-toggles" role="group" aria-label={t('plots.drawn')}>
          {view === 'contour' ? (
            (['facts', 'labels', 'arrows', 'curvature'] as const).map((name) => (
              <Toggle key={name} on={shown[name]} name={t(`plots.show.${name}`)} hint={t(`plots.show.${name}Hint`)} flip={() => flip(name)} />
            ))
          ) : (
            <Toggle on={logHeight} name={t('plots.logHeight')} hint={t('plots.logHeightHint')} flip={() => setLogHeight((on) => !on)} />
          )}
        </div>
        <p className="plot-hint">{t(view === 'contour' ? 'plots.contourHint' : 'plots.surfaceHint')}</p>
      </div>
      {view === 'contour' ? <PlotContour shown={shown} /> : <PlotSurface logHeight={logHeight} />}
    </>
  )
}
