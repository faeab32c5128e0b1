import { type RequestHandler, Router } from 'express';
import { formatCode } from '../../certificate/code';
import type { Programme } from '../../content/programme';
import type { ContextKey } from '../../domain/context-key';
import type { ShowPage } from '../../web/pages';
import { CERTIFICATE, CERTIFICATE_FILE } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { nameRoutes } from './name-routes';
import type { CertificateService } from './service';
import {
  certificateIssuedPageModel,
  certificateStaffPageModel,
  certificateStatusPageModel,
} from './view-model';

export interface CertificateRoutesDependencies {
  readonly programmeOf: (context: ContextKey) => Pick<Programme, 'title'>;
  readonly service: CertificateService;
  readonly baseUrl: string;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/a/certificate`: what is missing, the name, the certificate and its file. */
export function certificateRoutes(dependencies: CertificateRoutesDependencies): Router {
  const { service, baseUrl, requireVisit, show } = dependencies;
  const router = Router();

  route(router, CERTIFICATE, {
    guards: [requireVisit],
    async get(_req, res) {
      const state = await service.state(visitOf(res));
      const title = 'Certificate';
      switch (state.kind) {
        case 'staff':
        case 'test-person': {
          const model = certificateStaffPageModel(state.kind === 'test-person');
          show(res, { page: 'certificate/staff', title, model });
          return;
        }
        case 'on-the-way': {
          const model = certificateStatusPageModel(state);
          show(res, { page: 'certificate/status', title, model });
          return;
        }
        case 'issued': {
          const model = certificateIssuedPageModel(state.certificate, baseUrl);
          show(res, { page: 'certificate/issued', title, model });
        }
      }
    },
  });

  route(router, CERTIFICATE_FILE, {
    guards: [requireVisit],
    async get(_req, res) {
      const { bytes, code } = await service.file(visitOf(res));
      res.set({
        'Cache-Control': 'no-store',
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="certificate-${formatCode(code)}.pdf"`,
      });
      res.send(bytes);
    },
  });

  router.use(nameRoutes(dependencies));
  return router;
}
