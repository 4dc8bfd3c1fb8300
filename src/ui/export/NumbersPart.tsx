// The numbers of the tab on the screen: tables as CSV, and all of them as one JSON file.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { csvText } from '../../export/csv.ts'
import { useT, useText } from '../../i18n/react.ts'
import { useMode } from '../mode-context.tsx'
import { useNetworkEngine, useTrain } from '../network/network-context.tsx'
import { useTrace } from '../store-context.tsx'
import { useSay } from '../strategies/blocks/of-block.ts'
import { useBlocks, useReadStrategy } from '../strategies/strategy-context.tsx'
import { useToast } from '../toast.tsx'
import { raceFile, strategyFile, trainingFile } from './numbers.ts'
import { save, saveText } from './save.ts'
import { raceOffers, strategyOffers, trainingOffers } from './tables.ts'
import type { Offer } from './tables.ts'

const numbersOf = { landscape: RaceNumbers, network: TrainingNumbers, strategy: StrategyNumbers } as const

export function NumbersPart(): ReactNode {
  const t = useT()
  const Numbers = numbersOf[useMode()]
  return (
    <section aria-label={t('export.numbers')}>
      <h3>{t('export.numbers')}</h3>
      <Numbers />
    </section>
  )
}

function RaceNumbers(): ReactNode {
  const trace = useTrace()
  return <Offers offers={raceOffers(trace)} all={trace === null ? null : () => raceFile(trace)} />
}

function TrainingNumbers(): ReactNode {
  const trace = useTrain(500)
  const engine = useNetworkEngine()
  return <Offers offers={trainingOffers(trace)} all={trace === null ? null : () => trainingFile(trace, engine)} />
}

function StrategyNumbers(): ReactNode {
  const blocks = useBlocks()
  const say = useSay()
  const read = useReadStrategy()
  return <Offers offers={strategyOffers(blocks, say)} all={blocks.length === 0 ? null : () => strategyFile(read(), blocks, say)} />
}

interface OffersProps {
  readonly offers: readonly Offer[]
  /** The JSON file in pieces; null: there is nothing yet. */
  readonly all: (() => Promise<readonly string[]>) | null
}

function Offers({ offers, all }: OffersProps): ReactNode {
  const t = useT()
  const say = useText()
  const tell = useToast()
  const mode = useMode()
  if (offers.length === 0 && all === null) return <p className="muted">{t('export.noNumbers')}</p>
  const takeAll = async (): Promise<void> => {
    try {
      if (all !== null) save(`descent-${mode}-runs.json`, new Blob([...(await all())], { type: 'application/json' }))
    } catch (error) {
      tell({ text: t('export.failed', { message: say(error instanceof Error ? error.message : String(error)) }), tone: 'error' })
    }
  }
  return (
    <div className="button-row">
      {offers.map(({ key, title, file, table }) => (
        <Button key={file} onClick={() => saveText(`descent-${file}.csv`, 'text/csv;charset=utf-8', csvText(table()))}>
          {t(`export.csv.${key}`, { title })}
        </Button>
      ))}
      {all !== null && (
        <Button title={t('export.allNumbersHint')} onClick={() => void takeAll()}>
          {t('export.allNumbers')}
        </Button>
      )}
    </div>
  )
}
