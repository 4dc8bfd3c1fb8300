import type { Initialisation } from '../network-types.ts'

export const zeros: Initialisation = {
  id: 'zeros',
  name: 'All zeros',
  draw: 'normal',
  spread: '0',
  source: { cite: 'Goodfellow, Bengio & Courville 2016, Deep learning, section 8.4', url: 'https://www.deeplearningbook.org/contents/optimization.html' },
  idea: 'Teaches why not: all units of a layer stay alike forever, or no gradient passes at all.',
}
