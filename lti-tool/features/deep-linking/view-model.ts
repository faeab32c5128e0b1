import type { DeepLinkingRequest } from '../../domain/deep-linking';
import { DEEP_LINKING } from '../../web/paths';
import { counted, type FormError } from '../../web/view';
import { isBranch, type Leaf, leavesOf, type Node } from './tree';

/** pages/deep-linking/choose */
export interface ChoosePageModel {
  readonly action: string;
  readonly formToken: string;
  readonly errors: readonly FormError[];
  /** Checkboxes, or radio buttons where the platform takes one activity. */
  readonly several: boolean;
  /** On the button that adds everything. */
  readonly everything: string;
  readonly nodes: readonly NodeView[];
}

interface LeafView {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly checked: boolean;
}

/** A single activity has no `leaves`. */
interface NodeView extends LeafView {
  readonly leaves: readonly LeafView[] | null;
  /** Some of its activities are chosen: shown unfolded. */
  readonly open: boolean;
}

const FIRST = 'activity-progress';

export function choosePageModel(input: {
  readonly tree: readonly Node[];
  readonly request: Pick<DeepLinkingRequest, 'takesSeveral'>;
  readonly formToken: string;
  readonly ticked?: ReadonlySet<string>;
  readonly error?: string;
}): ChoosePageModel {
  const { tree, request, ticked = new Set<string>(), error } = input;
  const leafView = ({ id, title, about }: Leaf): LeafView => ({
    id,
    title,
    about,
    checked: ticked.has(id),
  });
  return {
    action: DEEP_LINKING,
    formToken: input.formToken,
    errors: error === undefined ? [] : [{ href: `#${FIRST}`, message: error }],
    several: request.takesSeveral,
    everything: `Add everything (${counted(leavesOf(tree).length, 'activity', 'activities')})`,
    nodes: tree.map((node) => {
      if (!isBranch(node)) return { ...leafView(node), leaves: null, open: false };
      const leaves = node.leaves.map(leafView);
      const all = leaves.every(({ checked }) => checked);
      return {
        id: node.id,
        title: node.title,
        about: counted(leaves.length, 'activity', 'activities'),
        checked: all,
        leaves,
        open: !all && leaves.some(({ checked }) => checked),
      };
    }),
  };
}

/** pages/deep-linking/nothing: the platform takes none of what the training has. */
export interface NothingPageModel {
  readonly action: string;
  readonly formToken: string;
}

export function nothingPageModel(formToken: string): NothingPageModel {
  return { action: DEEP_LINKING, formToken };
}

/** pages/deep-linking/answer: goes to the platform by itself. */
export interface AnswerPageModel {
  readonly returnUrl: string;
  readonly jwt: string;
}
