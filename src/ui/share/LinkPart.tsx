// The link as text, with what it could not carry.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import type { ShareLink } from '../../store/share-link.ts'
import { CopyField } from './CopyField.tsx'

export function LinkPart({ address, leftOut }: { readonly address: string; readonly leftOut: ShareLink['leftOut'] }): ReactNode {
  const t = useT()
  const [left] = leftOut
  return (
    <>
      {left !== undefined && (
        <p className="share-left" role="status">
          {t(`share.leftOut.${left}`)}
        </p>
      )}
      <CopyField label={t('share.link')} text={address} rows={4} copied={t('share.copied')}>
        <Button component="a" href={address} target="_blank" rel="noopener">
          {t('share.tryOut')}
        </Button>
        <span className="muted">{t('share.letters', { count: address.length })}</span>
      </CopyField>
    </>
  )
}
