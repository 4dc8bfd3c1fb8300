// The page: what stands where. Which way it is laid out is the business of layout.css alone.
import './mantine.css'
import './layout.css'
import { Button, MantineProvider } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../i18n/react.ts'
import type { Example } from '../scenario/examples.ts'
import type { DiagnosticsStore } from '../store/diagnostics-store.ts'
import type { LessonStore } from '../store/lesson-store.ts'
import type { ModeStore } from '../store/mode.ts'
import type { PageStore } from '../store/page-store.ts'
import type { Recoveries } from '../store/recoveries.ts'
import type { NetworkStore } from '../store/network-types.ts'
import type { StrategyStore } from '../store/strategy-types.ts'
import type { Updates } from '../store/updates.ts'
import { AtRestProvider } from './at-rest.tsx'
import { Bench } from './Bench.tsx'
import { Curves } from './Curves.tsx'
import { DiagnosticsProvider } from './diagnostics/diagnostics-context.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { ExampleNote } from './header/ExampleNote.tsx'
import { Header } from './header/Header.tsx'
import { HistoryGateProvider } from './history/history-context.tsx'
import type { HistoryGate } from './history/history-context.tsx'
import type { Later } from './later.ts'
import { LessonProvider, useLesson } from './lessons/lesson-context.tsx'
import { ModeProvider, useMode } from './mode-context.tsx'
import { NetworkProvider } from './network/network-context.tsx'
import { colorSchemeManager } from './page/color-scheme.ts'
import { PageProvider } from './page/page-context.tsx'
import { PageFrame } from './page/PageFrame.tsx'
import { PageTroubles } from './page/PageTroubles.tsx'
import { PanelBoundary } from './PanelBoundary.tsx'
import { PlotArea } from './PlotArea.tsx'
import { ProblemPanel } from './problem/ProblemPanel.tsx'
import { RecoveryNotice } from './RecoveryNotice.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { RunsPanel } from './runs/RunsPanel.tsx'
import { StoreProvider, useActions } from './store-context.tsx'
import { StrategyProvider } from './strategies/strategy-context.tsx'
import type { AppParts } from './store-context.tsx'
import { theme } from './theme.ts'
import { ToastProvider } from './toast.tsx'
import { Transport } from './Transport.tsx'
import { Troubles } from './Troubles.tsx'
import { UnexpectedErrors } from './UnexpectedErrors.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'

const NetworkPage = lazy(async () => ({ default: (await import('./network/NetworkPage.tsx')).NetworkPage }))
const StrategyPage = lazy(async () => ({ default: (await import('./strategies/StrategyPage.tsx')).StrategyPage }))

const LessonPanel = lazy(async () => ({ default: (await import('./lessons/LessonPanel.tsx')).LessonPanel }))

interface AppProps {
  readonly parts: AppParts
  readonly network: Later<NetworkStore>
  readonly strategy: Later<StrategyStore>
  readonly mode: ModeStore
  readonly lessons: LessonStore
  readonly page: PageStore
  readonly updates: Updates
  /** The first race is on the screen. */
  readonly rest: Promise<void>
  readonly history: HistoryGate
  readonly diagnostics: DiagnosticsStore
  readonly recoveries: Recoveries
}

export function App({ parts, network, strategy, mode, lessons, page, history, diagnostics, recoveries, updates, rest }: AppProps): ReactNode {
  const [colors] = useState(() => colorSchemeManager(page))
  const undo = async (): Promise<void> => {
    const shown = await { landscape: parts, network, strategy }[mode.getState().mode]
    shown.actions.undo()
  }
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colors}>
      <ModeProvider store={mode}>
        <AtRestProvider rest={rest}>
          <StoreProvider parts={parts}>
            <NetworkProvider store={network}>
              <StrategyProvider store={strategy}>
                <ErrorBoundary fallback={(error, retry) => <Broken error={error} undo={undo} retry={retry} />}>
                  <ToastProvider>
                    <LessonProvider store={lessons}>
                      <PageProvider store={page}>
                        <HistoryGateProvider gate={history}>
                          <DiagnosticsProvider store={diagnostics}>
                            <Page />
                            <UpdateNotice updates={updates} />
                            <UnexpectedErrors />
                            <RecoveryNotice recoveries={recoveries} />
                          </DiagnosticsProvider>
                        </HistoryGateProvider>
                      </PageProvider>
                    </LessonProvider>
                  </ToastProvider>
                </ErrorBoundary>
              </StrategyProvider>
            </NetworkProvider>
          </StoreProvider>
        </AtRestProvider>
      </ModeProvider>
    </MantineProvider>
  )
}

function Page(): ReactNode {
  const mode = useMode()
  const lessonOpen = useLesson((state) => state.panel !== 'closed')
  const [example, setExample] = useState<Example | null>(null)
  return (
    <PageFrame lessonOpen={lessonOpen}>
      <Header onExample={setExample} />
      {example !== null && <ExampleNote example={example} close={() => setExample(null)} />}
      <PageTroubles />
      <div className="page-body" data-lesson={lessonOpen}>
        {lessonOpen && (
          <Suspense fallback={<aside className="panel lesson-panel" aria-busy="true" />}>
            <PanelBoundary>
              <LessonPanel />
            </PanelBoundary>
          </Suspense>
        )}
        <div className="page-main">
          {mode === 'landscape' ? (
            <LandscapePage />
          ) : (
            <Suspense fallback={<main className="bench" aria-busy="true" />}>
              {mode === 'network' ? <NetworkPage /> : <StrategyPage />}
            </Suspense>
          )}
        </div>
      </div>
    </PageFrame>
  )
}

function LandscapePage(): ReactNode {
  const t = useT()
  const { undo } = useActions()
  return (
    <>
      <Troubles />
      <Bench
        label={t('shell.plot')}
        undo={undo}
        plot={<PlotArea />}
        transport={<Transport />}
        runs={<RunsPanel />}
        problem={<ProblemPanel />}
        curves={<Curves />}
        results={<ResultsTable />}
      />
    </>
  )
}

/** In place of the page when drawing it failed. The scenario is still in the store and in the address. */
function Broken({ error, undo, retry }: { readonly error: Error; readonly undo: () => Promise<void>; readonly retry: () => void }): ReactNode {
  const t = useT()
  const say = useText()
  return (
    <main className="broken" role="alert">
      <h1>{t('shell.brokenTitle')}</h1>
      <p>{t('shell.brokenText')}</p>
      <p className="mono">{say(error.message)}</p>
      <div className="button-row">
        <Button variant="filled" color="teal.7" onClick={() => void undo().finally(retry)}>
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
