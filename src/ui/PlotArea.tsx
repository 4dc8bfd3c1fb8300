// The plot in the middle of the page: contour or surface, and what is drawn with it.
import './plots.css'
import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import { PlotContour } from './plot-contour.tsx'
import type { Shown } from './plot-contour.tsx'
import { PlotSurface } from './plot-surface.tsx'
import { Toggle } from './plot-toggle.tsx'
import { useActions, useApp } from './store-context.tsx'

const SweepView = lazy(async () => ({ default: (await import('./sweep/SweepView.tsx')).SweepView }))
const BasinView = lazy(async () => ({ default: (await import('./sweep/BasinView.tsx')).BasinView }))

const views = ['contour', 'surface', 'sweep', 'basins'] as const
const hints = { contour: 'plots.contourHint', surface: 'plots.surfaceHint', sweep: 'sweep.hint', basins: 'sweep.basinHint' } as const

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
          onChange={(value) => setView(views.find((name) => name === value) ?? 'contour')}
          data={views.map((name) => ({ value: name, label: t(`plots.${name}`) }))}
        />
        <div className="plot-toggles" role="group" aria-label={t('plots.drawn')}>
          {view === 'contour' &&
            (['facts', 'labels', 'arrows', 'curvature'] as const).map((name) => (
              <Toggle key={name} on={shown[name]} name={t(`plots.show.${name}`)} hint={t(`plots.show.${name}Hint`)} flip={() => flip(name)} />
            ))}
          {view === 'surface' && (
            <Toggle on={logHeight} name={t('plots.logHeight')} hint={t('plots.logHeightHint')} flip={() => setLogHeight((on) => !on)} />
          )}
        </div>
        <p className="plot-hint">{t(hints[view])}</p>
      </div>
      {view === 'contour' && <PlotContour shown={shown} />}
      {view === 'surface' && <PlotSurface logHeight={logHeight} />}
      <Suspense fallback={<div className="plot-stage" />}>
        {view === 'sweep' && <SweepView />}
        {view === 'basins' && <BasinView />}
      </Suspense>
    </>
  )
}
