// What can be wrapped around any rule. Names, ranges and sentences come from the catalogue; here is only where each is kept.
import { NativeSelect, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { modifierById } from '../../catalog/modifiers/registry.ts'
import type { Modifier } from '../../catalog/types.ts'
import { useT, useText } from '../../i18n/react.ts'
import { decaysItself } from '../../scenario/values.ts'
import { setPart, setRunField } from '../edits.ts'
import { Hint } from '../fields/Hint.tsx'
import type { EditResult } from '../refusal.ts'
import { ParamField } from './ParamField.tsx'
import type { RunPartProps } from './RunDetails.tsx'
import { useEditRuns } from './runs-host.tsx'
import { ruleOf } from './use-run.ts'

export function ModifierFields(props: RunPartProps): ReactNode {
  const t = useT()
  const { run, name } = props
  const rule = ruleOf(run)
  const decays = decaysItself(rule.kind === 'known' ? rule.optimizer : rule.own)
  return (
    <div className="group" role="group" aria-label={t('runs.modifiersOf', { run: name })}>
      {!decays && (
        <KindField {...props} part="weightDecay" label={t('runs.weightDecay')} kinds={[kind('l2', 'l2'), kind('decoupled', 'decoupled')]} />
      )}
      <KindField {...props} part="clip" label={t('runs.clip')} kinds={[kind('value', 'clip_value'), kind('norm', 'clip_norm')]} />
      <SwitchField {...props} part="cautious" modifier={modifier('cautious')} />
      <SwitchField {...props} part="lookahead" modifier={modifier('lookahead')} />
      <SwitchField {...props} part="ema" modifier={modifier('ema')} />
    </div>
  )
}

interface Kind {
  /** As the scenario names it. */
  readonly id: string
  readonly modifier: Modifier
}

const kind = (id: string, modifierId: Modifier['id']): Kind => ({ id, modifier: modifier(modifierId) })

function modifier(id: Modifier['id']): Modifier {
  const found = modifierById.get(id)
  if (found === undefined) throw new Error(`invalid modifier: ${id}`)
  return found
}

const startValues = ({ params }: Modifier): Record<string, number> =>
  Object.fromEntries(params.map((param) => [param.name, param.default ?? param.slider.min]))

interface KindFieldProps extends RunPartProps {
  readonly part: 'weightDecay' | 'clip'
  readonly label: string
  readonly kinds: readonly Kind[]
}

function KindField({ index, run, name, color, part, label, kinds }: KindFieldProps): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditRuns()
  const chosen = run[part]
  const current = kinds.find(({ id }) => id === chosen?.kind)
  const choose = (id: string): EditResult => {
    const next = kinds.find((one) => one.id === id)
    return edit(setRunField(index, part, next === undefined ? undefined : { kind: next.id, ...startValues(next.modifier) }))
  }
  return (
    <>
      <label className="select-row" title={current && say(current.modifier.idea)}>
        <span>{label}</span>
        <NativeSelect
          value={chosen?.kind ?? ''}
          data={[{ value: '', label: t('runs.none') }, ...kinds.map((one) => ({ value: one.id, label: say(one.modifier.name) }))]}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </label>
      {chosen !== undefined &&
        current?.modifier.params.map((param) => (
          <ParamField
            key={`${current.id} ${param.name}`}
            param={param}
            value={chosen.value}
            owner={`${say(current.modifier.name)}, ${name}`}
            color={color}
            commit={(value) => edit(setPart(index, part, { [param.name]: value }))}
          />
        ))}
    </>
  )
}

interface SwitchFieldProps extends RunPartProps {
  readonly part: 'cautious' | 'lookahead' | 'ema'
  readonly modifier: Modifier
}

function SwitchField({ index, run, name, color, part, modifier: chosenModifier }: SwitchFieldProps): ReactNode {
  const say = useText()
  const edit = useEditRuns()
  const { name: title, idea, params } = chosenModifier
  const chosen = run[part]
  const values: Readonly<Record<string, number>> = typeof chosen === 'object' ? { ...chosen } : {}
  const start = part === 'cautious' ? true : startValues(chosenModifier)
  return (
    <>
      <Hint text={say(idea)}>
        <div className="switch-row">
          <Switch
            label={say(title)}
            checked={chosen !== undefined && chosen !== false}
            onChange={(event) => edit(setRunField(index, part, event.currentTarget.checked ? start : undefined))}
          />
        </div>
      </Hint>
      {part !== 'cautious' &&
        chosen !== undefined &&
        params.map((param) => (
          <ParamField
            key={param.name}
            param={param}
            value={values[param.name] ?? param.default}
            owner={`${say(title)}, ${name}`}
            color={color}
            commit={(value) => edit(setPart(index, part, { [param.name]: value }))}
          />
        ))}
    </>
  )
}
