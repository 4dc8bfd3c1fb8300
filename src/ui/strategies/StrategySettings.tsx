// The settings of the open strategy, as its catalogue entry describes them, its seed, and the way to run it.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { strategyById } from '../../catalog/strategies/registry.ts'
import type { Param } from '../../catalog/types.ts'
import { shortNumber } from '../../charts/format.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Translate } from '../../i18n/react.ts'
import type { StrategyScenario } from '../../scenario/strategies/types.ts'
import type { StrategyState } from '../../store/strategy-types.ts'
import { NumberField } from '../fields/NumberField.tsx'
import { ParamField } from '../runs/ParamField.tsx'
import { useReadStrategy, useStrategy, useStrategyActions } from './strategy-context.tsx'
import { setSetting, useEditStrategy, withDefaults } from './use-strategy-edit.ts'

export function StrategySettings(): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditStrategy()
  const seed = useStrategy((state) => state.scenario.seed)
  const id = useStrategy((state) => state.scenario.strategy)
  const strategy = strategyById.get(id)
  return (
    <section className="panel strategy-settings" aria-labelledby="strategy-settings-title">
      <header className="panel-head">
        <h2 id="strategy-settings-title">{t('strategies.page.settings')}</h2>
        <span className="muted" />
        <DefaultsButton />
      </header>
      <div className="panel-body">
        {strategy?.params.map((param) => (
          <SettingField key={`${id} ${param.name}`} param={param} owner={say(strategy.name)} />
        ))}
        <div className="field-grid two">
          <NumberField labelled name={t('strategies.page.seed')} help={t('strategies.page.seedHelp')} value={seed} commit={(value) => edit((scenario) => ({ ...scenario, seed: value }))} />
        </div>
      </div>
      <RunControl />
    </section>
  )
}

function SettingField({ param, owner }: { readonly param: Param; readonly owner: string }): ReactNode {
  const edit = useEditStrategy()
  const value = useStrategy((state) => state.scenario.settings[param.name] ?? param.default)
  return <ParamField param={param} value={value} owner={owner} commit={(next) => edit(setSetting(param.name, next))} />
}

function DefaultsButton(): ReactNode {
  const t = useT()
  const edit = useEditStrategy()
  const changed = useStrategy(({ scenario }) => isChanged(scenario))
  return (
    <button type="button" className="plain-button" disabled={!changed} onClick={() => edit(withDefaults)}>
      {t('strategies.page.defaults')}
    </button>
  )
}

function isChanged({ strategy, settings, seed }: StrategyScenario): boolean {
  return seed !== 1 || (strategyById.get(strategy)?.params.some((param) => settings[param.name] !== param.default) ?? false)
}

function RunControl(): ReactNode {
  const t = useT()
  const { run, cancel } = useStrategyActions()
  const running = useStrategy((state) => state.status === 'running')
  const share = useStrategy((state) => state.loading ?? state.progress)
  const finished = useStrategy((state) => state.status === 'finished')
  const read = useReadStrategy()
  const said = useStrategy((state) => statusText(state, t))
  return (
    <div className="strategy-run">
      {/* One button, so that the focus stays where it is. */}
      <Button variant={running ? 'default' : 'filled'} onClick={() => (read().status === 'running' ? cancel() : run())}>
        {t(running ? 'strategies.page.cancel' : 'strategies.page.run')}
      </Button>
      <progress aria-label={t('strategies.page.progress')} max={1} value={finished ? 1 : (share ?? 0)} />
      <output>{said}</output>
    </div>
  )
}

function statusText({ status, loading, progress, answer }: StrategyState, t: Translate): string {
  if (status === 'running' && loading !== null) return t('strategies.page.loading', { percent: Math.round(100 * loading) })
  if (status === 'running' && progress !== null) return t('strategies.page.running', { percent: Math.round(100 * progress) })
  if (status === 'finished' && answer !== null) return t('strategies.page.finishedIn', { time: shortNumber(answer.seconds) })
  return t(`strategies.page.status.${status}`)
}
