// The page: what stands where. Which way it is laid out is the business of layout.css alone.
import '@mantine/core/styles.css'
import './layout.css'
import { Button, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import { Curves } from './Curves.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Header } from './header/Header.tsx'
import { PlotArea } from './PlotArea.tsx'
import { ProblemPanel } from './problem/ProblemPanel.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { RunsPanel } from './runs/RunsPanel.tsx'
import { StoreProvider, useActions } from './store-context.tsx'
import type { AppParts } from './store-context.tsx'
import { theme } from './theme.ts'
import { ToastProvider } from './toast.tsx'
import { Transport } from './Transport.tsx'
import { Troubles } from './Troubles.tsx'

export function App({ parts }: { readonly parts: AppParts }): ReactNode {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <StoreProvider parts={parts}>
        <ErrorBoundary fallback={(error, retry) => <Broken error={error} retry={retry} />}>
          <ToastProvider>
            <Page />
          </ToastProvider>
        </ErrorBoundary>
      </StoreProvider>
    </MantineProvider>
  )
}

function Page(): ReactNode {
  const t = useT()
  return (
    <div className="page">
      <Header />
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
    </div>
  )
}

/** In place of the page when drawing it failed. The scenario is still in the store and in the address. */
function Broken({ error, retry }: { readonly error: Error; readonly retry: () => void }): ReactNode {
  const t = useT()
  const { undo } = useActions()
  const undoAndRetry = (): void => {
    undo()
    retry()
  }
  return (
    <main className="broken" role="alert">
      <h1>{t('shell.brokenTitle')}</h1>
      <p>{t('shell.brokenText')}</p>
      <p className="mono">{error.message}</p>
      <div className="button-row">
        <Button variant="filled" onClick={undoAndRetry}>
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
