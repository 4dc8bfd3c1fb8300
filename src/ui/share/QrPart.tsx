// The link for a camera: a code in the dialog, and as large as the screen for the back row.
import { Button, Modal } from '@mantine/core'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { mostInCode, qrPath } from './qr.ts'
import type { QrPath } from './qr.ts'

interface QrPartProps {
  readonly address: string
  /** null: the link is as short as it can be. */
  readonly shorten: (() => void) | null
  /** Whether the code fills the screen. */
  readonly large: boolean
  readonly setLarge: (large: boolean) => void
}

export function QrPart({ address, shorten, large, setLarge }: QrPartProps): ReactNode {
  const t = useT()
  const code = useMemo(() => qrPath(address), [address])
  if (code === null) {
    return (
      <div className="share-long" role="status">
        <p>{t(shorten === null ? 'share.codeTooLongStill' : 'share.codeTooLong', { count: address.length, most: mostInCode })}</p>
        {shorten !== null && <Button onClick={shorten}>{t('share.shorten')}</Button>}
      </div>
    )
  }
  return (
    <div className="share-qr">
      <QrCode code={code} />
      <div>
        <p>{t('share.codeHint')}</p>
        <Button onClick={() => setLarge(true)}>{t('share.codeLarge')}</Button>
      </div>
      <Modal opened={large} onClose={() => setLarge(false)} fullScreen title={t('share.codeTitle')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
        <div className="share-qr-large">
          <QrCode code={code} />
        </div>
      </Modal>
    </div>
  )
}

/** Dark on white in both themes: many cameras read no other. */
function QrCode({ code: { size, path } }: { readonly code: QrPath }): ReactNode {
  const t = useT()
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('share.code')} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
