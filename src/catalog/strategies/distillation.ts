import { count, onLine, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const distillation: Strategy = {
  id: 'distillation',
  name: 'Distillation',
  group: 'smaller',
  params: [
    count('labels', 5, [1, 50], 'Labelled pictures of each digit that a student gets: the fewer, the more the teacher can help.', { min: 1, max: 100 }),
    onLog('temperature', 2, [1, 10], { min: 1, max: 20 }, 'Outputs are divided by it before the softmax: a higher one shows the student more of what the teacher holds for second likely.'),
    onLine('mixing', 0.5, [0, 1, 0.05], { min: 0, max: 1 }, "Weight of the teacher's soft labels against the true labels: 0 is the student alone, 1 the teacher alone."),
    count('student', 8, [2, 32], 'Hidden units of the student: with fewer it can hold less of what the teacher knows.', { min: 1, max: 64 }),
    count('teacher', 64, [8, 128], 'Hidden units of the teacher.', { min: 1, max: 256 }),
    count('updates', 300, [50, 1000], 'Updates that teacher and students each make, in batches of 32.', { min: 20, max: 2000 }),
    count('seeds', 8, [2, 16], 'Students of each kind, each with its own labelled pictures and initial weights: more make the mean surer.', { min: 2, max: 16 }),
  ],
  idea: 'A large network that has seen everything teaches a small one: its soft labels say not only which digit, but what it could have been.',
  assumption:
    'Real: every training and score; teacher and students are judged on rows that none was trained on. Arranged: the teacher has all training labels, a student only a few, as if labels were dear; one student sees the teacher on its own labelled pictures alone, one also on all the others without their labels. There is one teacher: intervals are over its students.',
  look:
    'The student that hears the teacher on unlabelled pictures too comes close to it; on the few labelled ones alone soft labels help less, and with one label a digit or a high temperature the interval may reach below 0.',
  source: { cite: 'Hinton, Vinyals & Dean 2015, Distilling the knowledge in a neural network', url: 'https://arxiv.org/abs/1503.02531' },
}
