// What this browser offers and whether it computes what was published: devices, versions, and the self-test.
import '@mantine/core/styles/Progress.css'
import './diagnostics.css'
import { Button, Modal, Progress } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import type { SelfTestReport } from '../../store/diagnostics-store.ts'
import { saveText } from '../export/save.ts'
import { useApp } from '../store-context.tsx'
import { build } from './build.ts'
import { detailsText, facts } from './details.ts'
import type { DeviceReport } from './details.ts'
import { useDiagnostics, useDiagnosticsState } from './diagnostics-context.tsx'

export function DiagnosticsDialog({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const t = useT()
  return (
    <Modal opened={opened} onClose={close} size="lg" title={t('diagnostics.title')} closeButtonProps={{ 'aria-label': t('shell.close') }} className="diagnostics">
      <Devices />
      <SelfTestPart />
      <Versions />
      <TakeAway />
    </Modal>
  )
}

function Devices(): ReactNode {
  const t = useT()
  const devices = useApp((state) => state.devices)
  return (
    <section>
      <h3>{t('diagnostics.devices')}</h3>
      {devices.length === 0 && <p className="muted">{t('diagnostics.looking')}</p>}
      <dl className="facts">
        {devices.map((report) => (
          <DeviceFacts key={report.device} report={report} />
        ))}
      </dl>
    </section>
  )
}

function DeviceFacts({ report: { device, available, software, detail, limits = {} } }: { readonly report: DeviceReport }): ReactNode {
  const t = useT()
  const say = useText()
  const kind = available ? (software && device !== 'cpu' ? 'software' : 'there') : 'missing'
  return (
    <>
      <dt>{t(`shell.device.${device}`)}</dt>
      <dd>
        <strong>{t(`diagnostics.${kind}`)}</strong> {say(detail)}
        {Object.entries(limits).map(([name, value]) => (
          <span key={name} className="muted limit">
            {name} {value.toLocaleString()}
          </span>
        ))}
      </dd>
    </>
  )
}

/** The reference takes seconds; on WebGL every step is many small operations. */
const fastestFirst = ['cpu', 'webgpu', 'webgl'] as const

function SelfTestPart(): ReactNode {
  const t = useT()
  const say = useText()
  const { store } = useDiagnostics()
  const { running, reports, error } = useDiagnosticsState()
  const devices = useApp((state) => state.devices)
  const present = fastestFirst.filter((id) => devices.some(({ device, available }) => available && device === id))
  const done = running === null || running.total === 0 ? 0 : (100 * running.done) / running.total
  return (
    <section>
      <h3>{t('diagnostics.selfTest')}</h3>
      <p className="muted">{t('diagnostics.selfTestIdea')}</p>
      <div role="status">
        {reports.map((report) => (
          <Report key={report.device} report={report} />
        ))}
        {running !== null && <p>{t('diagnostics.running', { device: t(`shell.device.${running.device}`), done: running.done, total: running.total })}</p>}
      </div>
      {error !== null && <p className="field-error" role="alert">{say(error)}</p>}
      {running === null ? (
        <Button onClick={() => void store.run(present)} disabled={present.length === 0}>
          {t('diagnostics.run', { count: present.length })}
        </Button>
      ) : (
        <div className="running">
          <Progress value={done} aria-label={t('diagnostics.selfTest')} />
          <Button onClick={store.cancel}>{t('diagnostics.cancel')}</Button>
        </div>
      )}
    </section>
  )
}

function Report({ report: { device, rows, leftOut, agree, worst, missed } }: { readonly report: SelfTestReport }): ReactNode {
  const t = useT()
  return (
    <div className="self-test" data-agree={agree === rows}>
      <p>
        <strong>{t('diagnostics.agree', { device: t(`shell.device.${device}`), agree, rows })}</strong>{' '}
        {worst < Infinity && t('diagnostics.worst', { worst: worst.toPrecision(2) })} {leftOut > 0 && t('diagnostics.leftOut', { leftOut })}
      </p>
      {missed.length > 0 && (
        <ul className="mono">
          {missed.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Versions(): ReactNode {
  const t = useT()
  const versions = [['Descent', `${build.version} ${build.commit}`], ...Object.entries(build.packages), ...facts()] as const
  return (
    <section>
      <h3>{t('diagnostics.versions')}</h3>
      <dl className="facts mono">
        {versions.map(([name = '', value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function TakeAway(): ReactNode {
  const t = useT()
  const { copied, copy, error } = useClipboard()
  const devices = useApp((state) => state.devices)
  const { reports } = useDiagnosticsState()
  const text = (): string => detailsText({ devices, reports })
  return (
    <div className="button-row">
      <Button onClick={() => copy(text())}>{copied ? t('diagnostics.copied') : t('diagnostics.copy')}</Button>
      <Button onClick={() => saveText('descent-diagnostics.txt', 'text/plain', text())}>{t('diagnostics.save')}</Button>
      {error !== null && <span className="muted">{t('diagnostics.noClipboard')}</span>}
    </div>
  )
}
