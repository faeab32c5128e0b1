/** One course of one platform, as LTI names it: a context of a deployment of a registration. */
export interface ContextKey {
  readonly registrationId: string;
  readonly deploymentId: string;
  readonly contextId: string;
}

/** Only the key, whatever else `of` holds. */
export function contextKeyOf({ registrationId, deploymentId, contextId }: ContextKey): ContextKey {
  return { registrationId, deploymentId, contextId };
}

/** Context ids are unique within a deployment only (LTI 1.3 §5.4.1): all three must agree. */
export function isSameContext(a: ContextKey, b: ContextKey): boolean {
  return (
    a.registrationId === b.registrationId &&
    a.deploymentId === b.deploymentId &&
    a.contextId === b.contextId
  );
}
