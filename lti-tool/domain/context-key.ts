/** One course of one platform, as LTI names it: a context of a deployment of a registration. */
export interface ContextKey {
  readonly registrationId: string;
  readonly deploymentId: string;
  readonly contextId: string;
}

/** Context ids are unique within a deployment only (LTI 1.3 §5.4.1): all three must agree. */
export function isSameContext(a: ContextKey, b: ContextKey): boolean {
  return (
    a.registrationId === b.registrationId &&
    a.deploymentId === b.deploymentId &&
    a.contextId === b.contextId
  );
}
