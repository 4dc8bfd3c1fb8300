import { describe, expect, it } from 'vitest'
import { optimizerById, optimizers } from '../catalog/optimizers/registry.ts'
import { ruleFunction } from './rule-python.ts'

describe('a rule as a Python function', () => {
  it('keeps slots in the state and gives the hyper-parameters their defaults', () => {
    const adam = optimizerById.get('adam')
    expect(adam?.kind === 'formula' ? ruleFunction(adam) : '').toMatchInlineSnapshot(`
      "import numpy as np


      def adam(theta, g, t, T, state, *, lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0):
          """Adam: one update; t counts from 1 to T."""
          m = state.get("m", 0.0)
          v = state.get("v", 0.0)
          g = g + weight_decay*theta
          m = beta1*m + (1 - beta1)*g
          v = beta2*v + (1 - beta2)*g**2
          m_hat = m/(1 - beta1**t)
          v_hat = v/(1 - beta2**t)
          theta = theta - lr*m_hat/(np.sqrt(v_hat) + eps)
          state.update(m=m, v=v)
          return theta
      "
    `)
  })

  it('names what the problem has to give, and stands in for None', () => {
    const sam = optimizerById.get('sam')
    expect(sam?.kind === 'formula' ? ruleFunction(sam) : '').toContain('Define beside it: grad')
    const prodigy = optimizerById.get('prodigy')
    expect(prodigy?.kind === 'formula' ? ruleFunction(prodigy) : '').toContain('if beta3 is None: beta3 = np.sqrt(beta2)')
  })

  it.each(optimizers.filter((o) => o.kind === 'formula').map((o) => [o.id, o] as const))('writes %s', (id, optimizer) => {
    const text = ruleFunction(optimizer)
    expect(text).toContain(`def ${id}(theta, g, t, T, state`)
    expect(text.trimEnd().endsWith('return theta')).toBe(true)
  })
})
