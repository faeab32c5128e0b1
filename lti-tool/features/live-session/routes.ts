import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { guidesOfSession } from '../../content/guides';
import type { LiveSession, Programme, ProgrammeOf } from '../../content/programme';
import type { RequirementStatus } from '../../domain/completion';
import type { Enrolment } from '../../domain/enrolment';
import { isStaff } from '../../domain/role';
import { AppError } from '../../errors';
import { activityGuard } from '../../web/activity-guard';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { pageNumber } from '../../web/paging';
import { rosterPath } from '../../web/paths';
import { route } from '../../web/route';
import { requireStaff, visitOf } from '../../web/visit';
import { type RosterDraft, rosterPageModel } from './roster-view-model';
import type { AttendanceRecord, LiveSessionService } from './service';
import { liveSessionPageModel } from './view-model';

export interface LiveSessionRoutesDependencies {
  readonly programme: Programme;
  readonly programmeOf: ProgrammeOf;
  readonly service: LiveSessionService;
  readonly statusesOf: (enrolment: Enrolment, session: LiveSession) => readonly RequirementStatus[];
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

const LONGEST_REASON = 500;
const standing = z.enum(['active', 'present', 'absent', '']);
const query = z.object({
  page: pageNumber,
  saved: z.coerce.number().int().min(0).max(100_000).optional().catch(undefined),
});

/** `/a/<live session>` for everyone; `/roster` for facilitators, who record attendance there. */
export function liveSessionRoutes(dependencies: LiveSessionRoutesDependencies): Router {
  const { programme, programmeOf, service, statusesOf, requireVisit, show } = dependencies;
  const sessions = new Map(programme.liveSessions.map((session) => [session.id, session]));
  const activity = activityGuard((id) => sessions.get(id));
  /** At the hours of the edition that the context follows. */
  const sessionOf = (res: Response): LiveSession => {
    const { id } = activity.of(res);
    const { liveSessions } = programmeOf(visitOf(res).enrolment);
    return liveSessions.find((session) => session.id === id) ?? activity.of(res);
  };
  const guards = [activity.guard, requireVisit];
  const router = Router();

  async function showRoster(
    res: Response,
    extra: {
      page: number;
      notice?: string;
      reasonsMissing?: readonly string[];
      draft?: RosterDraft;
      status?: number;
    },
  ): Promise<void> {
    const { enrolment, session } = visitOf(res);
    const { status, ...more } = extra;
    const participants = await service.participants(enrolment);
    const authors = await service.authors(participants, sessionOf(res));
    const model = rosterPageModel({
      session: sessionOf(res),
      guides: guidesOfSession(programme, sessionOf(res), true),
      participants,
      nameOf: (id) => authors.get(id),
      formToken: formToken(session),
      ...more,
    });
    show(res, {
      page: 'live-session/roster',
      model,
      title: `Attendance: ${model.title}`,
      scripts: ['local-time.js'],
      ...(status && { status }),
    });
  }

  route(router, '/a/:activityId', {
    guards,
    get(_req, res) {
      const { enrolment, session } = visitOf(res);
      const staff = isStaff(session.role);
      const model = liveSessionPageModel({
        session: sessionOf(res),
        statuses: staff ? [] : statusesOf(enrolment, sessionOf(res)),
        guides: guidesOfSession(programme, sessionOf(res), staff),
        staff,
      });
      show(res, {
        page: 'live-session/participant',
        model,
        title: model.title,
        scripts: ['local-time.js'],
      });
    },
  });

  route(router, '/a/:activityId/roster', {
    guards: [...guards, requireStaff],
    async get(req, res) {
      const { page, saved } = query.parse(req.query);
      await showRoster(res, {
        page,
        ...(saved !== undefined && { notice: savedInWords(saved) }),
      });
    },
    async post(req, res) {
      const { page } = query.parse(req.query);
      const records = parseRecords(req.body);
      const outcome = await service.record(visitOf(res).enrolment, sessionOf(res), records);
      if (outcome.kind === 'saved') {
        const path = rosterPath(sessionOf(res).id, page);
        res.redirect(303, `${path}${page === 1 ? '?' : '&'}saved=${outcome.changed}`);
        return;
      }
      await showRoster(res, {
        page,
        reasonsMissing: outcome.personIds,
        draft: new Map(records.map((record) => [record.personId, record])),
        status: 400,
      });
    },
  });

  return router;
}

function savedInWords(changed: number): string {
  if (changed === 0) return 'Nothing was changed.';
  return changed === 1
    ? 'The record of one person was saved.'
    : `The records of ${changed} people were saved.`;
}

/** Fields `standing.<person>` and `reason.<person>`; "not recorded" is no record. */
function parseRecords(body: unknown): AttendanceRecord[] {
  const fields = z.record(z.string(), z.unknown()).parse(body ?? {});
  return Object.entries(fields).flatMap(([name, value]) => {
    if (!name.startsWith('standing.')) return [];
    const personId = name.slice('standing.'.length);
    const given = standing.safeParse(value);
    const reason = z
      .string()
      .max(LONGEST_REASON)
      .safeParse(fields[`reason.${personId}`] ?? '');
    if (!given.success || !reason.success) throw unreadable();
    if (given.data === '') return [];
    return [{ personId, standing: given.data, reason: reason.data.trim() }];
  });
}

function unreadable(): AppError {
  return new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'The attendance form could not be read',
      whatToDo: `Reload the page and record again. A reason may have up to ${LONGEST_REASON} characters.`,
    },
  });
}
