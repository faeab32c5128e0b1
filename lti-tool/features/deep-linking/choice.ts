import { z } from 'zod';
import type { DeepLinkingRequest } from '../../domain/deep-linking';
import { AppError } from '../../errors';
import { isBranch, type Leaf, leavesOf, type Node } from './tree';

/** What a person did in the dialogue. */
export type Choice =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'chosen'; readonly leaves: readonly Leaf[] }
  /** `ticked`: ids of the activities that were chosen all the same. */
  | { readonly kind: 'mistake'; readonly message: string; readonly ticked: ReadonlySet<string> };

const MOST = 1000;
const ids = z
  .union([z.string().transform((id) => [id]), z.array(z.string()).max(MOST)])
  .default([])
  .catch([]);
const form = z.object({
  cancel: z.string().optional(),
  everything: z.string().optional(),
  /** Modules and live days as a whole. */
  group: ids,
  activity: ids,
});

/**
 * @param body of a parsed form.
 * @throws AppError activity-unknown when something was chosen that the dialogue does not offer.
 */
export function readChoice(
  body: unknown,
  tree: readonly Node[],
  { takesSeveral }: Pick<DeepLinkingRequest, 'takesSeveral'>,
): Choice {
  const sent = form.parse(body);
  if (sent.cancel !== undefined) return { kind: 'cancelled' };
  const leaves = sent.everything === undefined ? tickedLeaves(sent, tree) : leavesOf(tree);
  const mistake = (message: string): Choice => ({
    kind: 'mistake',
    message,
    ticked: new Set(leaves.map(({ id }) => id)),
  });
  if (leaves.length === 0) return mistake('Choose at least one activity.');
  if (leaves.length > 1 && !takesSeveral) {
    return mistake('This place of the course takes one activity. Choose only one.');
  }
  return { kind: 'chosen', leaves };
}

/** In the order of the programme, each once, however it was ticked. */
function tickedLeaves(
  { group, activity }: Pick<z.infer<typeof form>, 'group' | 'activity'>,
  tree: readonly Node[],
): readonly Leaf[] {
  const groups = tree.filter((node) => isBranch(node) && group.includes(node.id));
  const wanted = new Set([...activity, ...leavesOf(groups).map(({ id }) => id)]);
  const leaves = leavesOf(tree).filter(({ id }) => wanted.has(id));
  if (leaves.length < wanted.size || groups.length < new Set(group).size) throw unknownActivity();
  return leaves;
}

function unknownActivity(): AppError {
  return new AppError({
    id: 'activity-unknown',
    status: 400,
    userMessage: {
      title: 'The training does not have what was chosen',
      whatToDo: 'Go back to your course and choose the training there again.',
    },
  });
}
