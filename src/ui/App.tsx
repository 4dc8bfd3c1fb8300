// The page: what stands where. Which way it is laid out is the business of layout.css alone.
import '@mantine/core/styles.css'
import './layout.css'
import { Button, MantineProvider } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import type { Example } from '../scenario/examples.ts'
import type { LessonStore } from '../store/lesson-store.ts'
import type { ModeStore } from '../store/mode.ts'
import type { NetworkStore } from '../store/network-types.ts'
import type { StrategyStore } from '../store/strategy-types.ts'
import { Curves } from './Curves.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { ExampleNote } from './header/ExampleNote.tsx'
import { Header } from './header/Header.tsx'
import { LessonProvider, useLesson } from './lessons/lesson-context.tsx'
import { ModeProvider, useMode } from './mode-context.tsx'
import { NetworkProvider, useNetworkActions } from './network/network-context.tsx'
import { PlotArea } from './PlotArea.tsx'
import { ProblemPanel } from './problem/ProblemPanel.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { RunsPanel } from './runs/RunsPanel.tsx'
import { StoreProvider, useActions } from './store-context.tsx'
import { StrategyProvider, useStrategyActions } from './strategies/strategy-context.tsx'
import type { AppParts } from './store-context.tsx'
import { theme } from './theme.ts'
import { ToastProvider } from './toast.tsx'
import { Transport } from './Transport.tsx'
import { Troubles } from './Troubles.tsx'

const NetworkPage = lazy(async () => ({ default: (await import('./network/NetworkPage.tsx')).NetworkPage }))
const StrategyPage = lazy(async () => ({ default: (await import('./strategies/StrategyPage.tsx')).StrategyPage }))

const LessonPanel = lazy(async () => ({ default: (await import('./lessons/LessonPanel.tsx')).LessonPanel }))

interface AppProps {
  readonly parts: AppParts
  readonly network: NetworkStore
  readonly strategy: StrategyStore
  readonly mode: ModeStore
  readonly lessons: LessonStore
}

export function App({ parts, network, strategy, mode, lessons }: AppProps): ReactNode {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <ModeProvider store={mode}>
        <StoreProvider parts={parts}>
          <NetworkProvider store={network}>
            <StrategyProvider store={strategy}>
              <ErrorBoundary fallback={(error, retry) => <Broken error={error} retry={retry} />}>
                <ToastProvider>
                  <LessonProvider store={lessons}>
                    <Page network={network} />
                  </LessonProvider>
                </ToastProvider>
              </ErrorBoundary>
            </StrategyProvider>
          </NetworkProvider>
        </StoreProvider>
      </ModeProvider>
    </MantineProvider>
  )
}

function Page({ network }: Pick<AppProps, 'network'>): ReactNode {
  const mode = useMode()
  const lessonOpen = useLesson((state) => state.panel !== 'closed')
  const [example, setExample] = useState<Example | null>(null)
  return (
    <div className="page">
      <Header onExample={setExample} />
      {example !== null && <ExampleNote example={example} close={() => setExample(null)} />}
      <div className="page-body" data-lesson={lessonOpen}>
        {lessonOpen && (
          <Suspense fallback={<aside className="panel lesson-panel" aria-busy="true" />}>
            <LessonPanel />
          </Suspense>
        )}
        <div className="page-main">
          {mode === 'landscape' ? (
            <LandscapePage />
          ) : (
            <Suspense fallback={<main className="bench" aria-busy="true" />}>
              {mode === 'network' ? <NetworkPage store={network} /> : <StrategyPage />}
            </Suspense>
          )}
        </div>
      </div>
    </div>
  )
}

function LandscapePage(): ReactNode {
  const t = useT()
  return (
    <>
      <Troubles />
      <main className="bench">
        <section className="panel plot" aria-label={t('shell.plot')}>
          <PlotArea />
        </section>
        <section className="panel transport" aria-label={t('shell.transport')}>
          <Transport />
        </section>
        <RunsPanel />
        <ProblemPanel />
        <section className="panel curves" aria-label={t('shell.curves')}>
          <Curves />
        </section>
        <section className="panel results" aria-label={t('shell.results')}>
          <ResultsTable />
        </section>
      </main>
    </>
  )
}

/** In place of the page when drawing it failed. The scenario is still in the store and in the address. */
function Broken({ error, retry }: { readonly error: Error; readonly retry: () => void }): ReactNode {
  const t = useT()
  const mode = useMode()
  const actions = { landscape: useActions(), network: useNetworkActions(), strategy: useStrategyActions() }
  const undoAndRetry = (): void => {
    actions[mode].undo()
    retry()
  }
  return (
    <main className="broken" role="alert">
      <h1>{t('shell.brokenTitle')}</h1>
      <p>{t('shell.brokenText')}</p>
      <p className="mono">{error.message}</p>
      <div className="button-row">
        <Button variant="filled" color="teal.7" onClick={undoAndRetry}>
          {t('shell.brokenUndo')}
        </Button>
        <Button onClick={retry}>{t('shell.brokenRetry')}</Button>
        <Button component="a" href={window.location.pathname}>
          {t('shell.brokenReset')}
        </Button>
      </div>
    </main>
  )
}
