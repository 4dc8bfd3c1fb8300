// One-click examples that train networks. The first three are the articles' own problems, with their numbers; the others
// reach what they say with the settings as they stand here.
import type { Example } from '../examples.ts'
import type { NetworkRun } from './types.ts'

const listed = (optimizer: string, lr: number, more: Readonly<Record<string, number | boolean>> = {}): NetworkRun => ({ optimizer, hyper: { lr, ...more } })
const falling = (optimizer: string, lr: number): NetworkRun => ({ ...listed(optimizer, lr), schedule: { id: 'cosine' } })

export const networkExamples: readonly Example[] = [
  {
    id: 'linear_unit',
    name: 'A linear unit on 100 points',
    look: 'x = u² against random targets: the best line leaves a loss near 1/12. At rate 0.1 Adam and RMSprop are there within twenty epochs and then shake about it, for the rate does not fall with the gradient; RMSprop shakes more.',
    scenario: {
      kind: 'network', dataset: { id: 'linear_unit' }, model: { id: 'linear' }, loss: { id: 'mse' }, batch: 32, epochs: 100, view: 'plane', plane: { kind: 'weights', x: 0, y: 1 },
      runs: [listed('adam', 0.1), listed('rmsprop', 0.1)],
    },
  },
  {
    id: 'digits_momentum',
    name: 'Handwritten digits, 784-10-10-10',
    look: 'ReLU layers of only ten units and a softmax, momentum 0.9 at rate 0.01, batches of 32, ten epochs. Without momentum the same rate ends where momentum stands after one and a half epochs.',
    scenario: {
      kind: 'network', dataset: { id: 'mnist' }, model: { id: 'mlp', hidden: [10, 10], activation: 'relu' }, loss: { id: 'cce_logits' }, batch: 32, epochs: 10,
      runs: [listed('momentum', 0.01, { momentum: 0.9 }), listed('sgd', 0.01)],
    },
  },
  {
    id: 'hundred_features',
    name: '100-64-10 with Adam',
    look: 'A hundred features, ten classes, Adam at its usual rate of 0.001 for ten epochs: the loss is still falling at the end. A larger rate shows whether the epochs or the step were too small.',
    scenario: {
      kind: 'network', dataset: { id: 'gaussians', params: { points: 2000, classes: 10, features: 100 } }, model: { id: 'mlp', hidden: [64], activation: 'relu' }, loss: { id: 'cce_logits' },
      batch: 32, epochs: 10, runs: [listed('adam', 0.001), listed('adam', 0.01)],
    },
  },
  {
    id: 'moons',
    name: 'Two moons: bend the border',
    look: 'All runs start from the same weights and see the same batches. First the border is a straight line and accuracy waits near 87 %; then it bends between the moons and passes 97 %.',
    scenario: {
      kind: 'network', dataset: { id: 'moons' }, model: { id: 'mlp', hidden: [8, 8], activation: 'tanh' }, loss: { id: 'bce_logits' }, batch: 16, epochs: 60,
      runs: [listed('adam', 0.01), listed('momentum', 0.05), listed('sgd', 0.2), listed('rmsprop', 0.01)],
    },
  },
  {
    id: 'spirals',
    name: 'Spirals: width and patience',
    look: 'The border must wind with the arms. The loss falls slowly, then all at once when the turns have been found: first to accelerate is not always first to arrive.',
    scenario: {
      kind: 'network', dataset: { id: 'spirals' }, model: { id: 'mlp', hidden: [32, 32], activation: 'tanh' }, loss: { id: 'bce_logits' }, batch: 32, epochs: 150,
      runs: [listed('adam', 0.01), listed('rmsprop', 0.003), listed('momentum', 0.05)],
    },
  },
  {
    id: 'iris',
    name: 'Iris: three kinds from four lengths',
    look: 'One kind is told apart at once, the other two overlap: look at the confusion matrix. More than 95 % of the flowers kept back are named rightly.',
    scenario: {
      kind: 'network', dataset: { id: 'iris' }, model: { id: 'mlp', hidden: [8], activation: 'tanh' }, loss: { id: 'cce_logits' }, batch: 16, epochs: 100,
      runs: [listed('adam', 0.01), listed('momentum', 0.02), listed('sgd', 0.1)],
    },
  },
  {
    id: 'digits_8x8',
    name: 'Small digits, 8 × 8',
    look: 'The first layer’s weights become strokes. More than 95 % of the digits kept back are read rightly; those that are not, a person would hesitate over, too.',
    scenario: {
      kind: 'network', dataset: { id: 'digits_8x8' }, model: { id: 'mlp', hidden: [32], activation: 'relu', init: 'he_uniform' }, loss: { id: 'cce_logits' }, batch: 32, epochs: 30,
      runs: [listed('adam', 0.005), listed('momentum', 0.05), listed('sgd', 0.2)],
    },
  },
  {
    id: 'mnist',
    name: 'MNIST: 6 000 digits for training',
    look: 'One hidden layer passes 93 % on digits it has not seen. Each picture is shifted by up to a pixel each time it is shown; set that to 0 and the training loss falls faster, while the validation loss turns and rises.',
    scenario: {
      kind: 'network', dataset: { id: 'mnist', shift: 1 }, model: { id: 'mlp', hidden: [64], activation: 'relu', init: 'he_uniform' }, loss: { id: 'cce_logits' }, batch: 64, epochs: 12,
      runs: [falling('adam', 0.003), falling('momentum', 0.1)],
    },
  },
  {
    id: 'mnist_cnn',
    name: 'MNIST with convolutions',
    look: 'Eight small filters slide over the picture, then sixteen over what they found: fewer weights than the layer of the example before, and fewer mistakes.',
    scenario: {
      kind: 'network', dataset: { id: 'mnist' }, model: { id: 'cnn', hidden: [8, 16], activation: 'relu', init: 'he_uniform' }, loss: { id: 'cce_logits' }, batch: 64, epochs: 5,
      runs: [listed('adam', 0.003)],
    },
  },
  {
    id: 'muon_memory',
    name: 'Muon on an associative memory',
    look: 'Eight items in an 8 x 8 kernel, seen in Zipf’s proportions; validation asks for each once. With the best of 13 rates each, Muon’s error after 50 updates is some thirty times below Adam’s: its step moves all directions alike. RMSprop comes closest. With its memory tuned as well, Adam is no worse.',
    scenario: {
      kind: 'network', dataset: { id: 'zipf_memory', params: { points: 128, size: 8, exponent: 1.5 } }, model: { id: 'memory' }, loss: { id: 'mse' },
      batch: 'all', epochs: 50,
      runs: [falling('muon', 0.18), falling('adam', 0.32), falling('rmsprop', 0.056), falling('momentum', 10)].map((run) => ({ ...run, tuned: { trials: 13, over: ['lr'] } })),
    },
  },
  {
    id: 'low_rank',
    name: 'A matrix as a product of two',
    look: 'Two matrices that begin near zero, a saddle, are to multiply to a third. Gradient descent stays long on the plateau and then learns one direction after the other, the strong ones first; Adam and Muon leave it at once.',
    scenario: {
      kind: 'network', dataset: { id: 'low_rank', params: { condition: 5 } }, model: { id: 'deep_linear', hidden: [10], init: 'small_normal' }, loss: { id: 'mse' }, batch: 'all', epochs: 800,
      runs: [listed('sgd', 0.5), listed('momentum', 0.05), listed('adam', 0.01), listed('muon', 0.02)],
    },
  },
  {
    id: 'raw_features',
    name: 'Conditioning: features as they come',
    look: 'Thirty measurements, some near 0.01 and some near 1 000. Plain gradient descent can only take the tiny rate that the largest allows and learns almost nothing; now switch standardizing on, or open the next example.',
    scenario: {
      kind: 'network', dataset: { id: 'breast_cancer', standardize: false }, model: { id: 'linear' }, loss: { id: 'bce_logits' }, batch: 32, epochs: 30,
      runs: [listed('sgd', 1e-6), listed('momentum', 1e-7), listed('adam', 0.01)],
    },
  },
  {
    id: 'standardized_features',
    name: 'Conditioning: features standardized',
    look: 'The same measurements, each with mean 0 and deviation 1: the valley is round enough for a rate a hundred thousand times larger, and plain gradient descent is nearly as good as Adam.',
    scenario: {
      kind: 'network', dataset: { id: 'breast_cancer', standardize: true }, model: { id: 'linear' }, loss: { id: 'bce_logits' }, batch: 32, epochs: 30,
      runs: [listed('sgd', 0.1), listed('momentum', 0.01), listed('adam', 0.01)],
    },
  },
]
