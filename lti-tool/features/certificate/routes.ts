import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { formatCode } from '../../certificate/code';
import type { Programme } from '../../content/programme';
import type { ContextKey } from '../../domain/context-key';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { CERTIFICATE, CERTIFICATE_FILE, CERTIFICATE_NAME_SHOWN } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { nameRoutes } from './name-routes';
import { unreadable } from './refusals';
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

const shownForm = z.object({ shown: z.enum(['yes', 'no']) });

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
          const { certificate } = state;
          const token = formToken(visitOf(res).session);
          const model = certificateIssuedPageModel({ certificate, baseUrl, formToken: token });
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

  route(router, CERTIFICATE_NAME_SHOWN, {
    guards: [requireVisit],
    async post(req, res) {
      const sent = shownForm.safeParse(req.body);
      if (!sent.success) throw unreadable();
      await service.showName(visitOf(res), sent.data.shown === 'yes');
      res.redirect(303, CERTIFICATE);
    },
  });

  router.use(nameRoutes(dependencies));
  return router;
}
