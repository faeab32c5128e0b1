import { Router } from 'express';
import { z } from 'zod';
import { formToken } from '../../web/form-token';
import { pageNumber, pageOf } from '../../web/paging';
import { CERTIFICATES, CERTIFICATES_FILES, CERTIFICATES_ISSUE } from '../../web/paths';
import { route } from '../../web/route';
import { personName } from '../../web/view';
import { requireStaff, visitOf } from '../../web/visit';
import { sendArchive } from './archive';
import { type CertificatesRoutesDependencies, personRoutes } from './person-routes';
import {
  certificatesPageModel,
  type Filter,
  filterPath,
  groupOf,
  jobPageModel,
} from './view-model';

const query = z.object({
  show: z.enum(['all', 'issued', 'ready', 'held', 'others']).catch('all'),
  page: pageNumber,
});

/** Seconds after which the page of a job is loaded again. */
const REFRESH = '3';

const order = new Intl.Collator('en');

/** `/certificates`: everyone's, for facilitators: look, issue all that is ready, download all. */
export function certificatesRoutes(dependencies: CertificatesRoutesDependencies): Router {
  const { service, requireVisit, show } = dependencies;
  const guards = [requireVisit, requireStaff];
  const router = Router();

  route(router, CERTIFICATES, {
    guards,
    async get(req, res) {
      const { enrolment, session } = visitOf(res);
      const { show: filter, page } = query.parse(req.query);
      const everyone = (await service.participants(enrolment))
        .map((person) => ({ person, group: groupOf(person, service.isReady(person)) }))
        .sort((a, b) => order.compare(label(a.person), label(b.person)));
      const groups: Record<Exclude<Filter, 'all'>, number> = {
        issued: 0,
        ready: 0,
        held: 0,
        others: 0,
      };
      for (const { group } of everyone) groups[group] += 1;
      const chosen = everyone.filter(({ group }) => filter === 'all' || group === filter);
      const shown = pageOf(chosen, page, (number) => filterPath(filter, number));
      const holders = [];
      for (const { person } of shown.items) holders.push(await service.holderOf(person));
      show(res, {
        page: 'certificates/page',
        title: 'Certificates',
        model: certificatesPageModel({
          groups,
          filter,
          holders,
          paging: shown.paging,
          isOrdered: (await service.newestJob(enrolment)) !== undefined,
          formToken: formToken(session),
        }),
      });
    },
  });

  route(router, CERTIFICATES_ISSUE, {
    guards,
    async get(_req, res) {
      const { enrolment, session } = visitOf(res);
      const job = await service.newestJob(enrolment);
      // Without a cookie the address alone would not find the visit: a link reloads there.
      if (job?.state === 'running' && session.pageToken === undefined) res.set('Refresh', REFRESH);
      show(res, {
        page: 'certificates/job',
        title: 'Issuing certificates',
        model: jobPageModel(job),
        scripts: ['local-time.js'],
      });
    },
    async post(_req, res) {
      await service.issueAll(visitOf(res).enrolment);
      res.redirect(303, CERTIFICATES_ISSUE);
    },
  });

  route(router, CERTIFICATES_FILES, {
    guards,
    async get(_req, res) {
      res.set({
        'Cache-Control': 'no-store',
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="certificates.zip"',
      });
      await sendArchive(service.files(visitOf(res).enrolment), res);
    },
  });

  router.use(personRoutes(dependencies));
  return router;
}

function label({ id, name }: { readonly id: string; readonly name?: string }): string {
  return personName(name, id);
}
