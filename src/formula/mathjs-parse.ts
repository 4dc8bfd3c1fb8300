// The boundary to mathjs: its `parse` alone, put together from its parts. The usual way to it also builds the engine that
// evaluates what was parsed, as much again, and never used here. mathjs-parse.test.ts holds the trees against those of the
// whole mathjs.
import type { MathNode } from 'mathjs'
import {
  createAccessorNode, createArrayNode, createAssignmentNode, createBlockNode, createConditionalNode, createConstantNode, createFunctionAssignmentNode, createFunctionNode, createIndexNode,
  createNode, createObjectNode, createOperatorNode, createParenthesisNode, createParse, createRangeNode, createRelationalNode, createSymbolNode,
} from 'mathjs/number'

/** In the order in which they build on each other. */
const factories = [
  createNode, createAccessorNode, createArrayNode, createAssignmentNode, createBlockNode, createConditionalNode, createConstantNode, createFunctionAssignmentNode, createSymbolNode,
  createFunctionNode, createRangeNode, createIndexNode, createObjectNode, createOperatorNode, createParenthesisNode, createRelationalNode, createParse,
]

/** What the parts ask for beyond each other. The texts of formulas are all that is dispatched on; the rest is for evaluation. */
const scope: Record<string, unknown> = {
  typed: Object.assign((_: string, signatures: Readonly<Record<string, unknown>>) => signatures['string'], { addConversion: () => undefined }),
  numeric: Number,
  isBounded: Number.isFinite,
  config: { number: 'number', numberFallback: 'number' },
  math: {},
  mathWithTransform: {},
  ResultSet: {},
  size: null,
  subset: null,
  equalScalar: null,
}
for (const factory of factories) scope[factory.fn] = factory(scope)

export const parse = scope['parse'] as (expression: string) => MathNode
