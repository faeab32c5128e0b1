import type { RequestHandler, Router } from 'express';
import type { Registering } from './compose-registration';
import { installRoutes } from './features/admin/install-routes';
import { createInstallService } from './features/admin/install-service';
import { adminRoutes } from './features/admin/routes';
import { createAdminService } from './features/admin/service';
import type { ConnectionCheck } from './lti/port';
import { canvasKey } from './lti/registration/canvas-key';
import type { Repositories } from './store/repositories';
import type { ShowPage } from './web/pages';

export interface AdminComposition {
  readonly repositories: Repositories;
  readonly registering: Registering;
  readonly connectionCheck: ConnectionCheck;
  readonly show: ShowPage;
  readonly requireVisit: RequestHandler;
}

/** Wires what administrators of platforms use: before a platform is connected, and after. */
export function composeAdmin(dependencies: AdminComposition): Router[] {
  const { repositories, registering, connectionCheck, show, requireVisit } = dependencies;
  const { tool } = registering;
  return [
    installRoutes({
      service: createInstallService(registering),
      tool,
      canvasKey: canvasKey(tool),
      show,
    }),
    adminRoutes({
      service: createAdminService({
        ...registering,
        findRegistration: repositories.registrations.get,
        keysOf: repositories.registrationKeys.of,
        contextRecords: repositories.contextRecords,
        connectionCheck,
      }),
      show,
      requireVisit,
    }),
  ];
}
