import type { Express } from 'express';

/** One route of the app. */
export interface AppRoute {
  readonly path: string;
  readonly methods: readonly ('get' | 'post')[];
}

interface Layer {
  readonly route?: {
    readonly path: unknown;
    readonly stack: readonly { readonly method?: string }[];
  };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route that Express knows, whichever router it stands in. */
export function routesOf(app: Express): AppRoute[] {
  return below((app.router as unknown as { stack: readonly Layer[] }).stack);
}

function below(stack: readonly Layer[]): AppRoute[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return below(handle.stack ?? []);
    const own = new Set(route.stack.map(({ method }) => method));
    const methods = (['get', 'post'] as const).filter((method) => own.has(method));
    return typeof route.path === 'string' ? [{ path: route.path, methods }] : [];
  });
}
