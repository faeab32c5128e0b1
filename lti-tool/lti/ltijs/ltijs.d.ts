/** The part of ltijs 5.9.9 that is used here; it ships no types. */
declare module 'ltijs' {
  import type { KeyObject } from 'node:crypto';

  import type { Request, RequestHandler, Response } from 'express';

  export type LtijsQuery = Readonly<Record<string, unknown>>;

  /** What ltijs asks of a `database.plugin`. `false` means: nothing found. */
  export interface LtijsDatabase {
    setup(): Promise<unknown>;
    Close(): Promise<unknown>;
    Get(key: string | false, collection: string, query?: LtijsQuery): Promise<object[] | false>;
    Insert(key: string | false, collection: string, item: object): Promise<unknown>;
    Replace(
      key: string | false,
      collection: string,
      query: LtijsQuery,
      item: object,
    ): Promise<unknown>;
    Modify(
      key: string | false,
      collection: string,
      query: LtijsQuery,
      item: object,
    ): Promise<unknown>;
    Delete(collection: string, query: LtijsQuery): Promise<unknown>;
  }

  export interface LtijsProvider {
    /** ltijs's own Express 4 app. */
    readonly app: RequestHandler;
    setup(
      encryptionKey: KeyObject,
      database: { readonly plugin: LtijsDatabase },
      options: {
        readonly appRoute: string;
        readonly loginRoute: string;
        readonly keysetRoute: string;
        readonly ltiaas: true;
        readonly cors: false;
        readonly tokenMaxAge: false;
      },
    ): LtijsProvider;
    onConnect(callback: (token: unknown, request: Request, response: Response) => void): true;
    onDeepLinking(callback: (token: unknown, request: Request, response: Response) => void): true;
    onInvalidToken(
      callback: (request: Request, response: Response, next: (error: unknown) => void) => void,
    ): true;
  }

  /** The one instance that the package makes; its class is only reachable through it. */
  export const Provider: LtijsProvider & { readonly constructor: new () => LtijsProvider };
}
