// Where a thing was published.
import type { ReactNode } from 'react'
import type { Source } from '../../catalog/types.ts'
import { useT } from '../../i18n/react.ts'
import { Icon } from '../icons.tsx'

export function SourceLink({ source }: { readonly source: Source }): ReactNode {
  const t = useT()
  if (source.url === '') return <p className="source">{t('shell.source', { cite: source.cite })}</p>
  return (
    <p className="source">
      <a href={source.url} target="_blank" rel="noreferrer">
        {t('shell.source', { cite: source.cite })} <Icon name="external" size={12} />
      </a>
    </p>
  )
}
