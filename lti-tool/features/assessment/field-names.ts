/** Names of an item's form fields: `fieldsOf` writes them, `parseAnswers` reads them. */

/** All fields of answers begin so; autosave.js looks for it. */
export function itemField(itemId: string): string {
  return `q.${itemId}`;
}

export function verdictField(itemId: string): string {
  return `${itemField(itemId)}.verdict`;
}

export function reasonField(itemId: string): string {
  return `${itemField(itemId)}.reason`;
}

/** @param pairId of the left side. */
export function matchField(itemId: string, pairId: string): string {
  return `${itemField(itemId)}.match.${pairId}`;
}

export function positionField(itemId: string, stepId: string): string {
  return `${itemField(itemId)}.position.${stepId}`;
}
