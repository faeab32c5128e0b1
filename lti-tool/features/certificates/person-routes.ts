import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { personCertificatePath } from '../../web/paths';
import { route } from '../../web/route';
import { requireStaff, visitOf } from '../../web/visit';
import { type Action, type Draft, personCertificatePageModel } from './person-view-model';
import type { CertificatesService } from './service';

export interface CertificatesRoutesDependencies {
  readonly service: CertificatesService;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const LONGEST_REASON = 500;

const action = z.enum(['hold', 'release', 'withdraw', 'correct']);
const text = z.string().max(2_000).catch('');
const form = z.object({
  action,
  reason: z.string().trim().max(LONGEST_REASON).catch(''),
  name: text,
  latin: text,
});
const query = z.object({ done: action.optional().catch(undefined) });

/** `/certificates/people/<enrolment id>`: one person's names and certificates, and what to do. */
export function personRoutes({
  service,
  requireVisit,
  show,
}: CertificatesRoutesDependencies): Router {
  const router = Router();

  async function showPerson(
    res: Response,
    id: string,
    extra: { readonly done?: Action | undefined; readonly draft?: Draft },
  ): Promise<void> {
    const { enrolment, session } = visitOf(res);
    const holder = await service.holder(enrolment, id);
    const authors = await service.authors(holder);
    const model = personCertificatePageModel({
      holder,
      authors,
      formToken: formToken(session),
      ...extra,
    });
    show(res, {
      page: 'certificates/person',
      title: 'Certificate of one person',
      model,
      scripts: ['local-time.js'],
      ...(extra.draft && { status: 400 }),
    });
  }

  route(router, personCertificatePath(':id'), {
    guards: [requireVisit, requireStaff],
    async get(req, res) {
      await showPerson(res, String(req.params['id']), query.parse(req.query));
    },
    async post(req, res) {
      const id = String(req.params['id']);
      const sent = form.safeParse(req.body);
      if (!sent.success) throw unreadable();
      const draft = await act(res, id, sent.data);
      if (draft) await showPerson(res, id, { draft });
      else res.redirect(303, `${personCertificatePath(id)}?done=${sent.data.action}`);
    },
  });

  /** @returns what has to be sent again; undefined: done. */
  async function act(
    res: Response,
    id: string,
    sent: z.infer<typeof form>,
  ): Promise<Draft | undefined> {
    const { enrolment: facilitator } = visitOf(res);
    const { reason, name, latin } = sent;
    const holder = await service.holder(facilitator, id);
    const needsReason =
      sent.action === 'hold' ||
      sent.action === 'withdraw' ||
      (sent.action === 'correct' && holder.certificates.length > 0);
    if (needsReason && reason === '') return { ...sent, isReasonMissing: true, problems: {} };
    switch (sent.action) {
      case 'hold':
        await service.hold(facilitator, id, reason);
        return undefined;
      case 'release':
        await service.release(facilitator, id);
        return undefined;
      case 'withdraw':
        await service.withdraw(facilitator, id, reason);
        return undefined;
      case 'correct': {
        const problems = await service.correct(facilitator, id, { text: name, latin, reason });
        return problems && { ...sent, isReasonMissing: false, problems };
      }
    }
  }

  return router;
}

function unreadable(): AppError {
  return new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'The form could not be read',
      whatToDo: 'Reload the page of this person, and use one of its buttons.',
    },
  });
}
