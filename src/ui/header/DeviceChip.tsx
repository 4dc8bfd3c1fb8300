// Where the numbers are computed, with how many bits and why; here it can be changed. Each tab has its own choice.
import { Popover, Radio, UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import type { Translate } from '../../i18n/react.ts'
import type { DeviceChoice } from '../../scenario/types.ts'
import type { Trace } from '../../store/types.ts'
import { DiagnosticsLink } from '../diagnostics/DiagnosticsLink.tsx'
import { setField } from '../edits.ts'
import { Icon } from '../icons.tsx'
import { useNetwork, useNetworkActions, useTrain } from '../network/network-context.tsx'
import { useApp, useTrace } from '../store-context.tsx'
import { useEditOrTell } from '../use-edit.ts'

const choices: readonly DeviceChoice[] = ['auto', 'webgpu', 'webgpu_composed', 'webgl', 'cpu']

/** What is said of a choice instead of its device's name. */
const about: Partial<Record<DeviceChoice, 'shell.deviceAuto' | 'shell.deviceComposed'>> = { auto: 'shell.deviceAuto', webgpu_composed: 'shell.deviceComposed' }

type Place = Pick<NonNullable<Trace['answer']>, 'device' | 'precision' | 'adapter' | 'reason'>

/** The last answer: while a slow device streams the next one, this is still where the numbers come from. */
function useLast<T extends object>(now: T | null): T | null {
  const [last, setLast] = useState(now)
  if (now !== null && now !== last) setLast(now)
  return now ?? last
}

const useRaced = (): Trace['answer'] => useLast(useTrace()?.answer ?? null)
const useTrained = (): Place | null => useLast(useTrain()?.built ?? null)

export function LandscapeChip(): ReactNode {
  const t = useT()
  const failed = useApp((state) => state.engineError !== null)
  return <Chip text={placeText(useRaced(), failed, t)} failed={failed} Menu={LandscapeMenu} />
}

export function NetworkChip(): ReactNode {
  const t = useT()
  const failed = useNetwork((state) => state.engineError !== null)
  return <Chip text={placeText(useTrained(), failed, t)} failed={failed} Menu={NetworkMenu} />
}

/** Strategies are computed on the reference alone: there is nothing to choose. */
export function StrategyChip(): ReactNode {
  const t = useT()
  return (
    <span className="device-chip" title={t('shell.deviceReference')}>
      <Icon name="chip" size={14} />
      <span>{t('shell.deviceOn', { device: t('shell.device.cpu'), precision: 'float64' })}</span>
    </span>
  )
}

function placeText(place: Place | null, failed: boolean, t: Translate): string {
  if (place === null) return t(failed ? 'shell.deviceFailed' : 'shell.deviceStarting')
  return t('shell.deviceOn', { device: t(`shell.device.${place.device}`), precision: place.precision })
}

interface ChipProps {
  readonly text: string
  readonly failed: boolean
  readonly Menu: ComponentType
}

/** Apart and memoised: an answer comes at every edit, but mostly says the same. */
const Chip = memo(function Chip({ text, failed, Menu }: ChipProps): ReactNode {
  const t = useT()
  return (
    <Popover position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <UnstyledButton className="device-chip" aria-label={t('shell.deviceLabel', { now: text })} data-failed={failed}>
          <Icon name="chip" size={14} />
          <span>{text}</span>
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Menu />
      </Popover.Dropdown>
    </Popover>
  )
})

function LandscapeMenu(): ReactNode {
  const answer = useRaced()
  const chosen = useApp((state) => state.scenario.device)
  const error = useApp((state) => state.engineError)
  const edit = useEditOrTell()
  return <DeviceMenu place={answer} milliseconds={answer?.milliseconds ?? null} chosen={chosen} error={error} choose={(device) => edit(setField('device', device))} />
}

function NetworkMenu(): ReactNode {
  const chosen = useNetwork((state) => state.scenario.device)
  const error = useNetwork((state) => state.engineError)
  const { edit } = useNetworkActions()
  return <DeviceMenu place={useTrained()} milliseconds={null} chosen={chosen} error={error} choose={(device) => edit((scenario) => ({ ...scenario, device }))} />
}

interface DeviceMenuProps {
  readonly place: Place | null
  /** What the last answer took; null where answers stream. */
  readonly milliseconds: number | null
  readonly chosen: DeviceChoice
  readonly error: string | null
  readonly choose: (device: string) => void
}

function DeviceMenu({ place, milliseconds, chosen, error, choose }: DeviceMenuProps): ReactNode {
  const t = useT()
  const say = useText()
  // The machine is the same for both tabs, so are the devices that it has.
  const devices = useApp((state) => state.devices)
  return (
    <div className="device-menu">
      {error !== null && <p className="field-error">{say(error)}</p>}
      {place !== null && (
        <p>
          {say(place.reason)}{' '}
          <span className="muted">
            {milliseconds === null ? say(place.adapter) : t('shell.deviceTook', { adapter: say(place.adapter), milliseconds: milliseconds.toFixed(1) })}
          </span>
        </p>
      )}
      <Radio.Group label={t('shell.deviceChoose')} value={chosen} onChange={choose}>
        {choices.map((id) => {
          const report = devices.find(({ device }) => device === (id === 'webgpu_composed' ? 'webgpu' : id))
          return (
            <Radio
              key={id}
              size="xs"
              value={id}
              label={t(`shell.device.${id}`)}
              description={about[id] ? t(about[id]) : (report === undefined ? t('shell.deviceUnknown') : say(report.detail))}
              disabled={report?.available === false && chosen !== id}
            />
          )
        })}
      </Radio.Group>
      <DiagnosticsLink />
    </div>
  )
}
