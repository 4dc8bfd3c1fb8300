// Where the numbers are computed, with how many bits and why; here it can be changed.
import { Popover, Radio, UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { DeviceChoice } from '../../scenario/types.ts'
import type { Trace } from '../../store/types.ts'
import { setField } from '../edits.ts'
import { Icon } from '../icons.tsx'
import { useApp, useTrace } from '../store-context.tsx'
import { useEditOrTell } from '../use-edit.ts'

const choices: readonly DeviceChoice[] = ['auto', 'webgpu', 'webgl', 'cpu']

/** The last answer: while a slow device streams the next one, this is still where the numbers come from. */
function useAnswer(): Trace['answer'] {
  const now = useTrace()?.answer ?? null
  const [last, setLast] = useState(now)
  if (now !== null && now !== last) setLast(now)
  return now ?? last
}

export function DeviceChip(): ReactNode {
  const t = useT()
  const answer = useAnswer()
  const failed = useApp((state) => state.engineError !== null)
  const text =
    answer === null
      ? t(failed ? 'shell.deviceFailed' : 'shell.deviceStarting')
      : t('shell.deviceOn', { device: t(`shell.device.${answer.device}`), precision: answer.precision })
  return <Chip text={text} failed={failed} />
}

/** Apart and memoised: an answer comes at every edit, but mostly says the same. */
const Chip = memo(function Chip({ text, failed }: { readonly text: string; readonly failed: boolean }): ReactNode {
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
        <DeviceMenu />
      </Popover.Dropdown>
    </Popover>
  )
})

function DeviceMenu(): ReactNode {
  const t = useT()
  const answer = useAnswer()
  const chosen = useApp((state) => state.scenario.device)
  const devices = useApp((state) => state.devices)
  const engineError = useApp((state) => state.engineError)
  const edit = useEditOrTell()
  return (
    <div className="device-menu">
      {engineError !== null && <p className="field-error">{engineError}</p>}
      {answer !== null && (
        <p>
          {answer.reason} <span className="muted">{t('shell.deviceTook', { adapter: answer.adapter, milliseconds: answer.milliseconds.toFixed(1) })}</span>
        </p>
      )}
      <Radio.Group label={t('shell.deviceChoose')} value={chosen} onChange={(device) => edit(setField('device', device))}>
        {choices.map((id) => {
          const report = devices.find((device) => device.device === id)
          return (
            <Radio
              key={id}
              size="xs"
              value={id}
              label={t(`shell.device.${id}`)}
              description={id === 'auto' ? t('shell.deviceAuto') : (report?.detail ?? t('shell.deviceUnknown'))}
              disabled={report?.available === false && chosen !== id}
            />
          )
        })}
      </Radio.Group>
    </div>
  )
}
