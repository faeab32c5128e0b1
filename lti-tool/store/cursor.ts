import { AppError } from '../errors';
import type { Scalar } from './collection';
import type { CheckedDefinition } from './definition';
import { isOfKind } from './where';

/** Where a page ended: the order's fields and this document's values of them, base64url. */
export function cursorAfter(order: readonly string[], document: object): string {
  const values = new Map<string, unknown>(Object.entries(document));
  const parts = order.map((field) => {
    const value = values.get(field);
    return value instanceof Date ? value.getTime() : value;
  });
  return Buffer.from(JSON.stringify([order.join(), ...parts])).toString('base64url');
}

/**
 * The values that the next page starts after, in the order's order. A cursor may come from a
 * request, so anything but one that `cursorAfter` made for the same order is refused.
 * @throws AppError `request-invalid`, 400.
 */
export function readCursor(
  definition: CheckedDefinition,
  order: readonly string[],
  cursor: string,
): Scalar[] {
  const [name, ...parts] = parse(cursor);
  if (name !== order.join() || parts.length !== order.length) throw notACursor();
  return order.map((field, index) => {
    const kind = definition.kindOf(field);
    const part = parts[index];
    const value = kind === 'date' && typeof part === 'number' ? new Date(part) : part;
    if (!isOfKind(kind, value)) throw notACursor();
    return value;
  });
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function notACursor(): AppError {
  return new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'This page of the list cannot be shown',
      whatToDo: 'Go back to the first page of the list and start from there.',
    },
    detail: 'not a cursor of this list',
  });
}
