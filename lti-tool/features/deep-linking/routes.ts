import { type RequestHandler, type Response, Router } from 'express';
import type { ProgrammeOf } from '../../content/programme';
import { AppError } from '../../errors';
import { formToken } from '../../web/form-token';
import type { ShowPage } from '../../web/pages';
import { DEEP_LINKING } from '../../web/paths';
import { route } from '../../web/route';
import { allowForms } from '../../web/security-headers';
import { visitOf } from '../../web/visit';
import { readChoice } from './choice';
import { requirePreparer } from './policy';
import { alreadyAnswered, type DeepLinkingService, type DialogueSession } from './service';
import { programmeTree } from './tree';
import { type AnswerPageModel, choosePageModel, nothingPageModel } from './view-model';

export interface DeepLinkingRoutesDependencies {
  readonly programmeOf: ProgrammeOf;
  readonly service: DeepLinkingService;
  readonly requireVisit: RequestHandler;
  readonly show: ShowPage;
}

/** `/deep-linking`: the dialogue in which whoever prepares a course chooses what it is given. */
export function deepLinkingRoutes(dependencies: DeepLinkingRoutesDependencies): Router {
  const { programmeOf, service, requireVisit, show } = dependencies;
  const treeOf = (session: DialogueSession) => programmeTree(programmeOf(session));
  const router = Router();

  function showDialogue(
    res: Response,
    mistake?: { readonly message: string; readonly ticked: ReadonlySet<string> },
  ): void {
    const session = dialogueOf(res);
    if (!session.deepLinking.takesLinks) {
      const model = nothingPageModel(formToken(session));
      show(res, { page: 'deep-linking/nothing', model, title: 'Nothing can be added here' });
      return;
    }
    const model = choosePageModel({
      tree: treeOf(session),
      request: session.deepLinking,
      formToken: formToken(session),
      ...(mistake && { error: mistake.message, ticked: mistake.ticked }),
    });
    show(res, {
      page: 'deep-linking/choose',
      model,
      title: 'Add activities to your course',
      scripts: ['choose.js'],
      status: mistake ? 400 : 200,
    });
  }

  /** The form of this one page may leave the tool, to where the platform waits for it. */
  function sendAnswer(res: Response, { deepLinking }: DialogueSession, jwt: string): void {
    const model: AnswerPageModel = { returnUrl: deepLinking.returnUrl, jwt };
    allowForms(res, [new URL(deepLinking.returnUrl).origin]);
    const title = 'Going back to your course';
    show(res, { page: 'deep-linking/answer', model, title, scripts: ['go-on.js'] });
  }

  route(router, DEEP_LINKING, {
    guards: [requireVisit, requirePreparer],
    get(_req, res) {
      showDialogue(res);
    },
    async post(req, res) {
      const session = dialogueOf(res);
      if (!session.deepLinking.takesLinks) {
        sendAnswer(res, session, await service.fail(session));
        return;
      }
      const choice = readChoice(req.body, treeOf(session), session.deepLinking);
      if (choice.kind === 'mistake') showDialogue(res, choice);
      else if (choice.kind === 'cancelled') sendAnswer(res, session, await service.cancel(session));
      else sendAnswer(res, session, await service.add(session, choice.leaves));
    },
  });

  return router;
}

/** The session, if it waits for a choice. @throws AppError not-found, deep-linking-answered */
function dialogueOf(res: Response): DialogueSession {
  const { session } = visitOf(res);
  const { deepLinking } = session;
  if (!deepLinking) {
    throw new AppError({
      id: 'not-found',
      status: 404,
      userMessage: {
        title: 'Activities are added from inside a course',
        whatToDo:
          'In your course, add an activity or external tool, and choose the training there.',
      },
    });
  }
  if (deepLinking.answeredAt) throw alreadyAnswered();
  return { ...session, deepLinking };
}
