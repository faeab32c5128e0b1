import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Programme } from '../../content/programme';
import { ownNamesLeft } from '../../domain/certificate-claim';
import type { ContextKey } from '../../domain/context-key';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import {
  CERTIFICATE,
  CERTIFICATE_CONFIRM,
  CERTIFICATE_NAME,
  CERTIFICATE_PREVIEW,
} from '../../web/paths';
import { route } from '../../web/route';
import { visitOf } from '../../web/visit';
import { certificateNamePageModel, certificatePreviewPageModel } from './name-view-model';
import type { NameProblems, TypedName } from '../../certificate/typed-name';
import type { CertificateService } from './service';

export interface NameRoutesDependencies {
  readonly programmeOf: (context: ContextKey) => Pick<Programme, 'title'>;
  readonly service: CertificateService;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** More is no name; what is wrong with fewer is said in words. */
const LONGEST = 2_000;

const text = z.string().max(LONGEST).catch('');
const nameForm = z.object({
  name: text,
  latin: text,
  shown: z
    .literal('yes')
    .transform(() => true)
    .catch(false),
  back: z.literal('yes').optional().catch(undefined),
});

/**
 * `/a/certificate/name`: the form, the preview in the page, and back to the form; `/preview`: the PDF;
 * `/confirm`. The name travels in forms only: it stands in no address.
 */
export function nameRoutes(dependencies: NameRoutesDependencies): Router {
  const { programmeOf, service, requireVisit, show } = dependencies;
  const guards = [requireVisit];
  const router = Router();

  function showForm(res: Response, typed: TypedName, problems?: NameProblems): void {
    const { enrolment, session } = visitOf(res);
    show(res, {
      page: 'certificate/name',
      title: 'Your name on the certificate',
      model: certificateNamePageModel({
        typed,
        namesLeft: ownNamesLeft(enrolment),
        formToken: formToken(session),
        ...(problems && { problems }),
      }),
      ...(problems && { status: 400 }),
    });
  }

  function read(body: unknown): { typed: TypedName; isBack: boolean } {
    const { name, latin, shown, back } = nameForm.parse(body ?? {});
    return { typed: { text: name, latin, shown }, isBack: back === 'yes' };
  }

  route(router, CERTIFICATE_NAME, {
    guards,
    async get(_req, res) {
      const visit = visitOf(res);
      const { kind } = await service.state(visit);
      if (kind === 'on-the-way') showForm(res, service.typedName(visit.enrolment));
      else res.redirect(303, CERTIFICATE);
    },
    async post(req, res) {
      const { typed, isBack } = read(req.body);
      if (isBack) {
        showForm(res, typed);
        return;
      }
      const step = await service.check(visitOf(res), typed);
      if (step.kind === 'refused') {
        showForm(res, typed, step.problems);
        return;
      }
      const { text: own, latin = '', shown } = step.name;
      show(res, {
        page: 'certificate/preview',
        title: 'Is your name right?',
        model: certificatePreviewPageModel({
          trainingTitle: programmeOf(visitOf(res).enrolment).title,
          typed: { text: own, latin, shown },
          formToken: formToken(visitOf(res).session),
        }),
      });
    },
  });

  route(router, CERTIFICATE_PREVIEW, {
    guards,
    async post(req, res) {
      const { typed } = read(req.body);
      const pdf = await service.preview(visitOf(res), typed);
      if (!pdf) {
        res.redirect(303, CERTIFICATE_NAME);
        return;
      }
      res.set({
        'Cache-Control': 'no-store',
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'inline; filename="certificate-preview.pdf"',
      });
      res.send(pdf);
    },
  });

  route(router, CERTIFICATE_CONFIRM, {
    guards,
    async post(req, res) {
      const { typed } = read(req.body);
      const step = await service.confirm(visitOf(res), typed);
      if (step.kind === 'refused') showForm(res, typed, step.problems);
      else res.redirect(303, CERTIFICATE);
    },
  });

  return router;
}
