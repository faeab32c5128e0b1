import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { formatCode } from '../../certificate/code';
import type { Programme } from '../../content/programme';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { CERTIFICATE, CERTIFICATE_FILE } from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import type { CertificateService } from './service';
import {
  certificateIssuedPageModel,
  certificateNamePageModel,
  certificateNotYetPageModel,
  certificateStaffPageModel,
} from './view-model';

export interface CertificateRoutesDependencies {
  readonly programme: Pick<Programme, 'title' | 'edition'>;
  readonly service: CertificateService;
  readonly baseUrl: string;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const nameForm = z.object({
  name: z.string().catch(''),
  confirmed: z
    .literal('yes')
    .transform(() => true)
    .catch(false),
});

const NOT_CONFIRMED = 'Tick the box when the name is right.';

interface NameErrors {
  readonly nameError?: string;
  readonly confirmedError?: string;
}

/** `/a/certificate`: what is missing, the name, the certificate and its file. */
export function certificateRoutes(dependencies: CertificateRoutesDependencies): Router {
  const { programme, service, baseUrl, requireVisit, show } = dependencies;
  const router = Router();

  function showNamePage(res: Response, name: string, errors: NameErrors = {}): void {
    const refused = errors.nameError !== undefined || errors.confirmedError !== undefined;
    show(res, {
      page: 'certificate/name',
      title: 'Your name on the certificate',
      model: certificateNamePageModel({
        trainingTitle: programme.title,
        specimen: programme.edition.issuer === '',
        name,
        formToken: formToken(visitOf(res).session),
        ...errors,
      }),
      ...(refused && { status: 400 }),
    });
  }

  route(router, CERTIFICATE, {
    guards: [requireVisit],
    async get(_req, res) {
      const state = await service.state(visitOf(res));
      const title = 'Certificate';
      switch (state.kind) {
        case 'staff':
          show(res, { page: 'certificate/staff', title, model: certificateStaffPageModel() });
          return;
        case 'not-yet': {
          const model = certificateNotYetPageModel(state.completion);
          show(res, { page: 'certificate/not-yet', title, model });
          return;
        }
        case 'name-needed':
          showNamePage(res, state.name);
          return;
        case 'issued': {
          const model = certificateIssuedPageModel(state.certificate, baseUrl);
          show(res, { page: 'certificate/issued', title, model });
        }
      }
    },
    async post(req, res) {
      const { name, confirmed } = nameForm.parse(req.body);
      const visit = visitOf(res);
      if (!confirmed) {
        const { kind } = await service.state(visit);
        if (kind === 'name-needed') showNamePage(res, name, { confirmedError: NOT_CONFIRMED });
        else res.redirect(303, CERTIFICATE);
        return;
      }
      const confirmation = await service.confirmName(visit, name);
      if (confirmation.kind === 'refused') {
        showNamePage(res, name, { nameError: confirmation.message });
        return;
      }
      res.redirect(303, CERTIFICATE);
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

  return router;
}
