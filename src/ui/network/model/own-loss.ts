// A loss of the list as an expression to edit: its numbers become its first lines, so that the same values come out.
import type { Loss } from '../../../catalog/network-types.ts'

/** An own loss is of one output at a time; from a loss over classes it begins with the first of `fitting` that is, too. */
export function ownLoss(from: Loss | undefined, fitting: readonly Loss[], params: Readonly<Record<string, number>>): string {
  const pointwise = from?.kind === 'pointwise' ? from : fitting.find((loss) => loss.kind === 'pointwise' && loss.output === 'logit')
  const loss = pointwise ?? fitting.find(({ kind }) => kind === 'pointwise')
  if (loss === undefined) return '(p - y)^2'
  const lines = loss.params.map(({ name, default: start, whenNull }) => `${name} = ${(loss === from ? params[name] : undefined) ?? start ?? whenNull ?? 0}`)
  return [...lines, loss.formula].join('\n')
}
