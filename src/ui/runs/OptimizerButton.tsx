// The button that opens the list of optimizers; the list is a chunk of its own, loaded when it is first opened.
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import type { OptimizerPickerProps } from './OptimizerPicker.tsx'

const OptimizerPicker = lazy(async () => ({ default: (await import('./OptimizerPicker.tsx')).OptimizerPicker }))

export function OptimizerButton({ choose, target }: Pick<OptimizerPickerProps, 'choose' | 'target'>): ReactNode {
  const [wanted, setWanted] = useState(false)
  const button = target(() => setWanted(true))
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <OptimizerPicker choose={choose} target={target} opens />
    </Suspense>
  )
}
