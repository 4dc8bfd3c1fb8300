// The page around its panels, as the link asks for it: parts hidden, one figure embedded, or large for a hall. What is hidden is
// out of sight and out of reach (display: none), but works on: nothing else on the page knows of it.
import './page.css'
import { useMantineColorScheme } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { arrange, hiddenPanels } from './look.ts'
import { usePage, usePageActions } from './page-context.tsx'
import { usePresent } from './use-present.ts'

const EmbedBar = lazy(async () => ({ default: (await import('./EmbedBar.tsx')).EmbedBar }))
const Presenter = lazy(async () => ({ default: (await import('./Presenter.tsx')).Presenter }))

export function PageFrame({ lessonOpen, children }: { readonly lessonOpen: boolean; readonly children: ReactNode }): ReactNode {
  const page = usePage((state) => state.page)
  const hidden = useMemo(() => hiddenPanels(page, lessonOpen), [page, lessonOpen])
  const arrangement = useMemo(() => arrange(hidden), [hidden])
  const presenting = page.present === true && page.embed === undefined
  const { toggle } = usePresent()
  useHotkeys([['P', toggle]])
  useLinkTheme()
  const style: (CSSProperties & Readonly<Record<`--${string}`, string>>) | undefined =
    arrangement === null ? undefined : { '--bench-areas': arrangement.areas, '--bench-columns': arrangement.columns, '--bench-rows': arrangement.rows }
  return (
    <div className="page" style={style} data-hide={[...hidden].join(' ')} data-arranged={arrangement !== null} data-embed={page.embed} data-present={presenting}>
      {children}
      <Suspense>
        {page.embed !== undefined && <EmbedBar />}
        {presenting && <Presenter />}
      </Suspense>
    </div>
  )
}

/** The colours that the link asks for; chosen by hand they are the link's from then on. */
function useLinkTheme(): void {
  const asked = usePage(({ page }) => page.theme)
  const { change } = usePageActions()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (asked !== undefined && asked !== colorScheme) setColorScheme(asked)
    // Only a new wish of the link sets the colours.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked])
  const before = useRef(colorScheme)
  useEffect(() => {
    if (before.current !== colorScheme && asked !== undefined && colorScheme !== asked) change({ theme: colorScheme })
    before.current = colorScheme
    // oxlint-disable-next-line react/exhaustive-deps
  }, [colorScheme])
}
