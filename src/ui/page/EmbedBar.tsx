// The foot of a figure in a frame: the way to the whole page, with what is on the screen now.
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { RunStyle } from '../../charts/style.ts'
import { useT } from '../../i18n/react.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import { Logo } from '../header/Logo.tsx'
import { Icon } from '../icons.tsx'
import { useMode } from '../mode-context.tsx'
import { useReadNetwork } from '../network/network-context.tsx'
import { useNetworkStyles } from '../network/network-hooks.ts'
import { useRunStyles } from '../plot-hooks.ts'
import { Swatch } from '../plot-swatch.tsx'
import { addressOfPage } from '../share/address.ts'
import { useReadState } from '../store-context.tsx'
import { useReadStrategy } from '../strategies/strategy-context.tsx'
import { usePage } from './page-context.tsx'

const feet = { landscape: LandscapeFoot, network: NetworkFoot, strategy: StrategyFoot } as const

export function EmbedBar(): ReactNode {
  const Foot = feet[useMode()]
  return <Foot />
}

function LandscapeFoot(): ReactNode {
  const read = useReadState()
  const styles = useRunStyles()
  return <Foot scenario={() => read().scenario} styles={styles} />
}

function NetworkFoot(): ReactNode {
  const read = useReadNetwork()
  const styles = useNetworkStyles()
  return <Foot scenario={() => read().scenario} styles={styles} />
}

function StrategyFoot(): ReactNode {
  const read = useReadStrategy()
  return <Foot scenario={() => read().scenario} styles={[]} />
}

interface FootProps {
  readonly scenario: () => Scenario
  readonly styles: readonly RunStyle[]
}

function Foot({ scenario, styles }: FootProps): ReactNode {
  const t = useT()
  const [href, setHref] = useState(() => addressOfPage('v1'))
  // The link is made anew when somebody is about to follow it; what makes it comes later than the figure.
  const aim = async (): Promise<void> => {
    const { shareLink } = await import('../../store/share-link.ts')
    setHref(addressOfPage(shareLink(scenario()).link))
  }
  useEffect(() => {
    void aim()
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return (
    <footer className="embed-bar">
      <span className="embed-brand">
        <Logo /> Descent
      </span>
      <Legend styles={styles} />
      <a href={href} target="_blank" rel="noopener" onPointerEnter={() => void aim()} onPointerDown={() => void aim()} onFocus={() => void aim()}>
        {t('page.openWhole')} <Icon name="external" size={13} />
      </a>
    </footer>
  )
}

/** Which line is which run: the plot has the names beside the heads, the curves have none. */
function Legend({ styles }: Pick<FootProps, 'styles'>): ReactNode {
  const figure = usePage(({ page }) => page.embed)
  if (figure !== 'curves') return null
  return (
    <ul className="embed-legend">
      {styles.map((style) => style.hidden || (
        <li key={style.index}>
          <Swatch style={style} /> {style.label}
        </li>
      ))}
    </ul>
  )
}
