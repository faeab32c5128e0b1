import { left, returned } from '../../../lti-tool/domain/leaving';
import { columnLearnt, sendAgain, TRAINING_COMPLETED } from '../../../lti-tool/domain/score-outbox';
import { delivered } from '../../../lti-tool/domain/score-outcomes';
import { AGS_SCOPE, ServiceError } from '../../../lti-tool/lti/port';
import { Gate } from './gate';
import { CONTEXT, QUIZ, READING, World } from './world';

let world: World;
beforeEach(() => {
  world = new World();
  world.knowContext();
  world.enrol('ana');
});

describe('a score', () => {
  it('goes to its line item, with the time it was earned', async () => {
    world.earn('ana', 'quiz', 7);
    const earnedAt = world.now();
    world.pass(60);
    expect(await world.start().runOnce()).toBe(1);

    expect(world.platform.arrived).toEqual([
      {
        url: QUIZ,
        userId: 'subject-of-ana',
        scoreGiven: 7,
        scoreMaximum: 10,
        timestamp: earnedAt,
        submittedAt: earnedAt,
        isResend: false,
      },
    ]);
    expect(world.score('ana')).toMatchObject({ state: 'delivered', deliveredAt: world.now() });
    expect(world.store.enrolment('ana')).not.toHaveProperty('scoreLease');
    expect(world.store.enrolment('ana')).not.toHaveProperty('nextScoreAt');
  });

  it('is not sent again once delivered', async () => {
    world.earn('ana', 'quiz', 7);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.pass(86_400);
    expect(await dispatcher.runOnce()).toBe(0);
    expect(world.platform.arrived).toHaveLength(1);
  });

  it('is sent before those that were earned later', async () => {
    world.earn('ana', 'quiz', 7);
    world.pass(1);
    world.earn('ana', 'reading', 1, 1);
    expect(await world.start().runOnce()).toBe(2);
    expect(world.platform.arrived.map(({ url }) => url)).toEqual([QUIZ, READING]);
  });

  it('that replaces one in flight is sent after it', async () => {
    world.earn('ana', 'quiz', 4);
    let isFirst = true;
    world.platform.onSend = () => {
      if (!isFirst) return;
      isFirst = false;
      world.pass(2);
      world.earn('ana', 'quiz', 9);
    };
    const dispatcher = world.start();
    await dispatcher.runOnce();
    // The platform takes two scores of one person no faster than one a second.
    expect(world.score('ana')).toMatchObject({ scoreGiven: 9, state: 'waiting', tries: 1 });
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.platform.taken.map(({ value }) => value)).toEqual([0.4, 0.9]);
    expect(world.score('ana')).toMatchObject({ scoreGiven: 9, state: 'delivered' });
  });
});

describe('a failing platform', () => {
  const busy = (retryAfter?: number): ServiceError =>
    new ServiceError('retry', 'Busy.', retryAfter === undefined ? {} : { retryAfter });

  it('is tried again after 5 s, then 10 s, then 20 s …', async () => {
    world.earn('ana', 'quiz', 7);
    world.platform.onSend = () => {
      throw busy();
    };
    const dispatcher = world.start();
    for (const seconds of [5, 10, 20, 40]) {
      expect(await dispatcher.runOnce()).toBe(1);
      expect(world.score('ana')).toMatchObject({ state: 'waiting', reason: 'Busy.' });
      world.pass(seconds - 1);
      expect(await dispatcher.runOnce()).toBe(0);
      world.pass(1);
    }
    world.platform.onSend = () => undefined;
    await dispatcher.runOnce();
    expect(world.score('ana')).toMatchObject({ state: 'delivered', tries: 5 });
  });

  it('is left alone for as long as it asks', async () => {
    world.earn('ana', 'quiz', 7);
    world.platform.onSend = () => {
      throw busy(120_000);
    };
    await world.start().runOnce();
    expect(world.score('ana').notBefore.getTime()).toBe(world.clock + 120_000);
  });

  it('keeps its other enrolments for the next run, and does not hold up another platform', async () => {
    for (let number = 0; number < 10; number += 1) {
      world.enrol(`r1-${number}`);
      world.earn(`r1-${number}`, 'quiz', 7);
    }
    world.knowContext({ registrationId: 'r2', lineItems: { quiz: READING } });
    for (let number = 0; number < 10; number += 1) {
      world.enrol(`r2-${number}`, { registrationId: 'r2' });
      world.earn(`r2-${number}`, 'quiz', 7);
    }
    world.platform.onSend = (url) => {
      if (url === QUIZ) throw busy();
    };
    await world.start().runOnce();

    const states = (platform: string): string[] =>
      world.store
        .all()
        .filter(({ registrationId }) => registrationId === platform)
        .flatMap(({ scores }) => scores.map(({ state, tries }) => `${state} ${tries}`));
    expect(states('r2')).toEqual(Array(10).fill('delivered 1'));
    expect(states('r1').filter((state) => state === 'waiting 1')).toHaveLength(4);
    expect(states('r1').filter((state) => state === 'waiting 0')).toHaveLength(6);
  });

  it('that refuses a score is not asked again, and the reason is kept', async () => {
    world.earn('ana', 'quiz', 7);
    world.earn('ana', 'reading', 1, 1);
    world.platform.onSend = (url) => {
      if (url === QUIZ) throw new ServiceError('refused', 'Not enrolled.');
    };
    const dispatcher = world.start();
    expect(await dispatcher.runOnce()).toBe(2);
    world.pass(86_400);
    expect(await dispatcher.runOnce()).toBe(0);
    expect(world.score('ana')).toMatchObject({ state: 'refused', reason: 'Not enrolled.' });
    expect(world.score('ana', 'reading').state).toBe('delivered');
  });

  it('sends at most four at once', async () => {
    let flying = 0;
    let most = 0;
    for (let number = 0; number < 20; number += 1) {
      world.enrol(`p${number}`);
      world.earn(`p${number}`, 'quiz', 7);
    }
    world.platform.onSend = async () => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise(setImmediate);
      flying -= 1;
    };
    expect(await world.start().runOnce()).toBe(20);
    expect(most).toBe(4);
  });

  it('puts no name, subject or token into the log', async () => {
    world.enrol('bo', { name: 'Bo Person', email: 'bo@example.org' });
    world.earn('bo', 'quiz', 7);
    world.platform.onSend = () => {
      throw busy();
    };
    await world.start().runOnce();
    expect(world.logged).toHaveLength(1);
    expect(JSON.stringify(world.logged)).not.toMatch(/Bo Person|example\.org|subject-of/);
  });
});

describe('a conflict', () => {
  it('with the same value counts as delivered', async () => {
    world.earn('ana', 'quiz', 7);
    world.pass(10);
    world.platform.put(QUIZ, 'subject-of-ana', 0.7);
    await world.start().runOnce();
    expect(world.score('ana').state).toBe('delivered');
    expect(world.platform.arrived).toHaveLength(1);
  });

  it('with the same value after rounding counts as delivered', async () => {
    world.earn('ana', 'quiz', 2, 3);
    world.pass(10);
    world.platform.put(QUIZ, 'subject-of-ana', 0.66667);
    await world.start().runOnce();
    expect(world.platform.arrived).toHaveLength(1);
  });

  /** An earlier score of this tool's, of which it knows, and which the platform dates later. */
  const sentBefore = (value: number): void => {
    world.earn('ana', 'quiz', value);
    world.store.update('ana', (current) => delivered(current, world.score('ana'), world.now()));
  };

  it('with an earlier score of ours is sent again with a fresh time', async () => {
    sentBefore(4);
    world.earn('ana', 'quiz', 7);
    world.pass(10);
    world.platform.put(QUIZ, 'subject-of-ana', 0.4);
    world.pass(1);
    await world.start().runOnce();
    expect(world.platform.arrived).toMatchObject([
      { timestamp: new Date(world.clock - 11_000 + 1), isResend: true },
      { timestamp: world.now(), submittedAt: new Date(world.clock - 11_000 + 1), isResend: true },
    ]);
    expect(world.held('ana')).toBe(0.7);
    expect(world.score('ana').state).toBe('delivered');
  });

  it('that stays is tried again later, and then succeeds', async () => {
    sentBefore(4);
    world.earn('ana', 'quiz', 7);
    world.platform.put(QUIZ, 'subject-of-ana', 0.4);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    expect(world.score('ana')).toMatchObject({ state: 'waiting', tries: 1 });
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.held('ana')).toBe(0.7);
  });

  it('is sent again where results may not be read', async () => {
    world.earn('ana', 'quiz', 7);
    world.pass(10);
    world.platform.put(QUIZ, 'subject-of-ana', 0.7);
    world.pass(1);
    world.platform.onResult = () => {
      throw new ServiceError('refused', 'Not granted.');
    };
    await world.start().runOnce();
    expect(world.platform.arrived).toHaveLength(2);
    expect(world.score('ana').state).toBe('delivered');
    expect(world.store.record(CONTEXT)?.resultsRefusedAt).toEqual(world.now());
  });

  it('is put off where the result cannot be read now', async () => {
    world.earn('ana', 'quiz', 7);
    world.pass(10);
    world.platform.put(QUIZ, 'subject-of-ana', 0.4);
    world.pass(1);
    world.platform.onResult = () => {
      throw new ServiceError('retry', 'Busy.');
    };
    await world.start().runOnce();
    expect(world.platform.arrived).toHaveLength(1);
    expect(world.score('ana')).toMatchObject({ state: 'waiting', reason: 'Busy.' });
  });

  it('does not let a process that lost its lease overrule a newer score', async () => {
    sentBefore(2);
    world.earn('ana', 'quiz', 4);
    world.pass(10);
    world.platform.put(QUIZ, 'subject-of-ana', 0.2);
    const slow = world.start();
    const quick = world.start();
    let isFirst = true;
    world.platform.onResult = async () => {
      if (!isFirst) return;
      isFirst = false;
      // While the first process waits for the result, its lease ends and a newer score goes out.
      world.pass(600);
      world.earn('ana', 'quiz', 9);
      await quick.runOnce();
      world.pass(10);
    };
    await slow.runOnce();
    expect(world.held('ana')).toBe(0.9);
    expect(world.platform.taken.map(({ value }) => value)).toEqual([0.9]);
    expect(world.score('ana')).toMatchObject({ scoreGiven: 9, state: 'delivered' });
  });
});

describe('a line item that is not known yet', () => {
  beforeEach(() => {
    world.knowContext({ lineItems: {} });
    world.earn('ana', 'quiz', 7);
  });

  it('makes the score wait, five minutes at least, and says why', async () => {
    await world.start().runOnce();
    expect(world.score('ana')).toMatchObject({
      state: 'waiting',
      notBefore: new Date(world.clock + 300_000),
      reason: expect.stringContaining('has not shown this activity') as string,
    });
  });

  it('does not hold up the others', async () => {
    world.knowContext({ lineItems: { reading: READING } });
    world.pass(1);
    world.earn('ana', 'reading', 1, 1);
    await world.start().runOnce();
    expect(world.score('ana', 'reading').state).toBe('delivered');
  });

  it('is used at once when a launch shows it', async () => {
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.pass(1);
    world.knowContext();
    world.store.update('ana', (current) => columnLearnt(current, 'quiz', world.now()));
    await dispatcher.runOnce();
    expect(world.held('ana')).toBe(0.7);
  });

  it('is looked for again without a launch of this person', async () => {
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.knowContext();
    world.pass(300);
    await dispatcher.runOnce();
    expect(world.held('ana')).toBe(0.7);
  });
});

describe('line items that no launch has shown yet', () => {
  const made = (resourceId: string, id: string): void => {
    world.platform.columns.push({
      id,
      label: 'Made by Deep Linking',
      scoreMaximum: 10,
      resourceId,
    });
  };

  it('are found by their resource id, all by one listing', async () => {
    made('quiz', QUIZ);
    made('reading', READING);
    world.knowContext({ lineItems: {} });
    world.earn('ana', 'quiz', 7);
    world.pass(1);
    world.earn('ana', 'reading', 1, 1);
    const gate = new Gate();
    await world.start(gate).runOnce();
    expect([world.held('ana'), world.held('ana', READING)]).toEqual([0.7, 1]);
    expect(gate.passed.filter((step) => step === 'list columns')).toHaveLength(1);
  });

  it('are listed once in five minutes, however many scores wait', async () => {
    world.knowContext({ lineItems: {} });
    for (const id of ['bo', 'cy']) world.enrol(id);
    for (const id of ['ana', 'bo', 'cy']) world.earn(id, 'quiz', 7);
    const gate = new Gate();
    const dispatcher = world.start(gate);
    await dispatcher.runOnce();
    made('quiz', QUIZ);
    world.pass(299);
    await dispatcher.runOnce();
    expect(gate.passed.filter((step) => step === 'list columns')).toHaveLength(1);
    world.pass(1);
    await dispatcher.runOnce();
    expect(gate.passed.filter((step) => step === 'list columns')).toHaveLength(2);
    world.pass(300);
    await dispatcher.runOnce();
    expect(['ana', 'bo', 'cy'].map((id) => world.held(id))).toEqual([0.7, 0.7, 0.7]);
  });

  it('are not looked for where that was not granted', async () => {
    made('quiz', QUIZ);
    world.knowContext({ lineItems: {}, scopes: [AGS_SCOPE.score] });
    world.earn('ana', 'quiz', 7);
    await world.start().runOnce();
    expect(world.score('ana').state).toBe('waiting');
  });
});

describe('the line item of the whole training', () => {
  const finish = (...ids: string[]): void => {
    for (const id of ids) world.earn(id, TRAINING_COMPLETED, 1, 1);
  };
  const column = 'https://moodle.example/lineitems/own-1';

  it('is made once, remembered, and used', async () => {
    finish('ana');
    await world.start().runOnce();
    expect(world.platform.columns).toEqual([
      {
        id: column,
        label: 'Training completed',
        scoreMaximum: 1,
        resourceId: 'training-completed',
        tag: 'completion',
      },
    ]);
    expect(world.store.record(CONTEXT)?.lineItems).toEqual({
      quiz: QUIZ,
      reading: READING,
      [TRAINING_COMPLETED]: column,
    });
    expect(world.held('ana', column)).toBe(1);
  });

  it('is found where it was made before', async () => {
    world.platform.columns.push({
      id: READING,
      label: 'Renamed by a teacher',
      scoreMaximum: 1,
      resourceId: 'training-completed',
      tag: 'completion',
    });
    finish('ana');
    await world.start().runOnce();
    expect(world.platform.columns).toHaveLength(1);
    expect(world.held('ana', READING)).toBe(1);
  });

  it('is made once by many enrolments and processes at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, number) => `p${number}`);
    for (const id of ids) world.enrol(id);
    finish(...ids);
    const processes = [world.start(), world.start(), world.start()];
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(processes.map((dispatcher) => dispatcher.runOnce()));
      world.pass(60);
    }
    expect(world.platform.columns).toHaveLength(1);
    expect(ids.map((id) => world.held(id, column))).toEqual(Array(12).fill(1));
    expect(world.platform.arrived).toHaveLength(12);
  });

  it('is found, but not made, where only reading is granted', async () => {
    world.knowContext({ lineItems: {}, scopes: [AGS_SCOPE.score, AGS_SCOPE.lineItemReadOnly] });
    world.platform.columns.push({
      id: READING,
      label: 'Made by a teacher',
      scoreMaximum: 1,
      resourceId: 'training-completed',
      tag: 'completion',
    });
    finish('ana');
    await world.start().runOnce();
    expect(world.held('ana', READING)).toBe(1);
    expect(world.platform.scopes).toEqual([AGS_SCOPE.lineItemReadOnly]);
  });

  it.each([
    ['the scope', { scopes: [AGS_SCOPE.score, AGS_SCOPE.lineItemReadOnly] }],
    ['a container', { lineItemsUrl: undefined }],
  ])('is not made without %s: refused, and not tried again', async (_what, without) => {
    const { lineItemsUrl, ...record } = world.store.record(CONTEXT) ?? {};
    world.store.putRecord({
      ...record,
      ...('scopes' in without ? { lineItemsUrl, ...without } : {}),
    } as never);
    finish('ana');
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.pass(86_400);
    expect(await dispatcher.runOnce()).toBe(0);
    expect(world.platform.columns).toHaveLength(0);
    expect(world.score('ana', TRAINING_COMPLETED)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('Not granted') as string,
    });
  });

  it('can be made by the next try when the platform failed', async () => {
    finish('ana');
    world.platform.onFind = () => {
      throw new ServiceError('retry', 'Busy.');
    };
    const dispatcher = world.start();
    await dispatcher.runOnce();
    expect(world.score('ana', TRAINING_COMPLETED)).toMatchObject({ reason: 'Busy.' });
    world.platform.onFind = () => undefined;
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.held('ana', column)).toBe(1);
  });
});

describe('a platform that is down', () => {
  const down = (url: string): void => {
    if (url === QUIZ) throw new ServiceError('retry', 'Down.', { mayBeDone: true });
  };
  beforeEach(() => {
    for (let number = 0; number < 600; number += 1) {
      world.enrol(`dead-${number}`);
      world.earn(`dead-${number}`, 'quiz', 7);
    }
    world.pass(1);
    world.knowContext({ registrationId: 'r2', lineItems: { quiz: READING } });
    world.enrol('live', { registrationId: 'r2' });
    world.earn('live', 'quiz', 7);
    world.platform.onSend = down;
  });

  it('with 600 enrolments due does not hold up the one of another platform', async () => {
    expect(await world.start().runOnce()).toBe(5);
    expect(world.score('live').state).toBe('delivered');
  });

  it('is not asked while it rests, and its enrolments are not read over and over', async () => {
    const dispatcher = world.start();
    await dispatcher.runOnce();
    const read = world.store.read;
    world.pass(4);
    world.earn('live', 'quiz', 9);
    expect(await dispatcher.runOnce()).toBe(1);
    expect(world.held('live', READING)).toBe(0.9);
    expect(world.store.read - read).toBeLessThan(200);
  });

  it('gets everything once it is up again', async () => {
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.platform.onSend = () => undefined;
    world.pass(10);
    await dispatcher.runOnce();
    expect(world.platform.taken.filter(({ url }) => url === QUIZ)).toHaveLength(600);
  });

  it('is asked at least every five minutes, unless it asked for a longer rest', async () => {
    const dispatcher = world.start();
    for (let time = 0; time < 12; time += 1) {
      await dispatcher.runOnce();
      world.pass(300);
    }
    expect(await dispatcher.runOnce()).toBe(4);
    world.platform.onSend = (url) => {
      if (url === QUIZ) throw new ServiceError('retry', 'Busy.', { retryAfter: 900_000 });
    };
    world.pass(300);
    await dispatcher.runOnce();
    world.pass(899);
    expect(await dispatcher.runOnce()).toBe(0);
    world.pass(1);
    expect(await dispatcher.runOnce()).toBe(4);
  });
});

describe('a platform that penalises calls in parallel', () => {
  it('gets one score at a time', async () => {
    world.platform.isOneAtATime = true;
    let flying = 0;
    let most = 0;
    for (let number = 0; number < 10; number += 1) {
      world.enrol(`p${number}`);
      world.earn(`p${number}`, 'quiz', 7);
    }
    world.platform.onSend = async () => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise(setImmediate);
      flying -= 1;
    };
    expect(await world.start().runOnce()).toBe(10);
    expect(most).toBe(1);
  });
});

describe('a result that a teacher changed', () => {
  const change = (value: number): void => {
    world.pass(60);
    world.platform.put(QUIZ, 'subject-of-ana', value);
    world.pass(60);
  };
  beforeEach(async () => {
    world.earn('ana', 'quiz', 7);
    await world.start().runOnce();
  });

  it('is left alone, and shown, when a newer score was earned', async () => {
    change(0.3);
    world.earn('ana', 'quiz', 9);
    await world.start().runOnce();
    expect(world.held('ana')).toBe(0.3);
    expect(world.score('ana')).toMatchObject({
      state: 'overruled',
      reason: expect.stringContaining('A teacher has changed') as string,
    });
    expect(world.platform.arrived).toHaveLength(1);
  });

  it('is left alone where it is there before the first score is', async () => {
    world.enrol('bo');
    world.earn('bo', 'quiz', 7);
    world.pass(60);
    world.platform.put(QUIZ, 'subject-of-bo', 0.3);
    await world.start().runOnce();
    expect(world.held('bo')).toBe(0.3);
    expect(world.score('bo').state).toBe('overruled');
  });

  it('to what was earned meanwhile counts as delivered', async () => {
    change(0.9);
    world.earn('ana', 'quiz', 9);
    await world.start().runOnce();
    expect(world.score('ana').state).toBe('delivered');
    expect(world.platform.arrived).toHaveLength(1);
  });

  it('is replaced where nobody changed it, as a re-send', async () => {
    world.pass(60);
    world.earn('ana', 'quiz', 9);
    await world.start().runOnce();
    expect(world.held('ana')).toBe(0.9);
    expect(world.platform.arrived.map(({ isResend }) => isResend)).toEqual([false, true]);
  });

  it.each(['refused', 'column-gone'] as const)(
    'cannot be seen where results are not given (%s): the score goes out, and that is kept',
    async (kind) => {
      change(0.3);
      world.earn('ana', 'quiz', 9);
      world.platform.onResult = () => {
        throw new ServiceError(kind, 'Not for you.');
      };
      const dispatcher = world.start();
      await dispatcher.runOnce();
      expect(world.held('ana')).toBe(0.9);
      expect(world.score('ana').state).toBe('delivered');
      expect(world.store.record(CONTEXT)?.resultsRefusedAt).toEqual(world.now());

      world.platform.onResult = () => undefined;
      world.pass(60);
      world.earn('ana', 'quiz', 10);
      await dispatcher.runOnce();
      expect(world.score('ana').state).toBe('delivered');
      expect(world.store.record(CONTEXT)).not.toHaveProperty('resultsRefusedAt');
    },
  );

  it('is not said to be unseen where the whole line item is gone', async () => {
    world.pass(60);
    world.earn('ana', 'quiz', 9);
    const gone = (): void => {
      throw new ServiceError('column-gone', 'Gone.');
    };
    world.platform.onResult = gone;
    world.platform.onSend = gone;
    await world.start().runOnce();
    expect(world.store.record(CONTEXT)).not.toHaveProperty('resultsRefusedAt');
  });

  it('is replaced once the teacher takes it away and the score is sent again', async () => {
    change(0.3);
    world.earn('ana', 'quiz', 9);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.platform.clear(QUIZ, 'subject-of-ana');
    world.store.update('ana', (current) => sendAgain(current, 'quiz', world.now()));
    await dispatcher.runOnce();
    expect(world.held('ana')).toBe(0.9);
  });
});

describe('a score whose answer was lost', () => {
  it('counts as delivered when it is found there, and is not sent twice', async () => {
    let isFirst = true;
    world.platform.onTaken = () => {
      if (!isFirst) return;
      isFirst = false;
      throw new ServiceError('retry', 'No answer.', { mayBeDone: true });
    };
    world.earn('ana', 'quiz', 7);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    expect(world.score('ana')).toMatchObject({ state: 'waiting' });
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.score('ana').state).toBe('delivered');
    expect(world.platform.arrived).toHaveLength(1);
  });

  it('is a re-send when it is not found there; a throttled one is still the first', async () => {
    for (const [id, mayBeDone] of [
      ['ana', true],
      ['bo', false],
    ] as const) {
      if (id === 'bo') world.enrol(id);
      world.earn(id, 'quiz', 7);
      world.platform.onSend = () => {
        throw new ServiceError('retry', 'Busy.', { mayBeDone });
      };
      const dispatcher = world.start();
      await dispatcher.runOnce();
      world.platform.onSend = () => undefined;
      world.pass(5);
      await dispatcher.runOnce();
    }
    expect(world.platform.arrived.map(({ isResend }) => isResend)).toEqual([true, false]);
  });
});

describe('somebody who left', () => {
  it('has their scores parked, without asking the platform, until they return', async () => {
    world.store.update('ana', (current) => left(current, world.now()));
    world.earn('ana', 'quiz', 7);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    expect(world.platform.arrived).toHaveLength(0);
    expect(world.score('ana')).toMatchObject({
      state: 'parked',
      reason: expect.stringContaining('not in the course') as string,
    });
    world.store.update('ana', (current) => returned(current, world.now()));
    await dispatcher.runOnce();
    expect(world.held('ana')).toBe(0.7);
  });

  it('has a score parked when the platform says so, with its reason', async () => {
    world.platform.onSend = () => {
      throw new ServiceError('not-a-member', 'Not a student.');
    };
    world.earn('ana', 'quiz', 7);
    await world.start().runOnce();
    expect(world.score('ana')).toMatchObject({ state: 'parked', reason: 'Not a student.' });
  });
});

describe('a line item that the platform has no more', () => {
  const column = 'https://moodle.example/lineitems/own-1';
  const gone = new Set<string>();
  beforeEach(() => {
    gone.clear();
    world.platform.onSend = (url) => {
      if (gone.has(url)) throw new ServiceError('column-gone', 'Gone.');
    };
  });

  it('is made anew where it was the tool’s own', async () => {
    world.earn('ana', TRAINING_COMPLETED, 1, 1);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    gone.add(column);
    world.platform.columns.length = 0;
    world.platform.columns.push({ id: QUIZ, label: 'Quiz', scoreMaximum: 10 });
    world.enrol('bo');
    world.earn('bo', TRAINING_COMPLETED, 1, 1);
    world.pass(1);
    await dispatcher.runOnce();
    expect(world.score('bo', TRAINING_COMPLETED)).toMatchObject({
      state: 'waiting',
      reason: 'Gone.',
    });
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.held('bo', 'https://moodle.example/lineitems/own-2')).toBe(1);
  });

  it('is found where it was made anew by somebody else', async () => {
    world.knowContext({ lineItems: { [TRAINING_COMPLETED]: column } });
    gone.add(column);
    world.platform.columns.push({
      id: READING,
      label: 'Training completed',
      scoreMaximum: 1,
      resourceId: TRAINING_COMPLETED,
      tag: 'completion',
    });
    world.earn('ana', TRAINING_COMPLETED, 1, 1);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.held('ana', READING)).toBe(1);
    expect(world.platform.columns).toHaveLength(1);
  });

  it('of an activity is looked for, and waited for', async () => {
    gone.add(QUIZ);
    world.earn('ana', 'quiz', 7);
    const dispatcher = world.start();
    await dispatcher.runOnce();
    const url = 'https://moodle.example/lineitems/3';
    world.platform.columns.push({ id: url, label: 'Q', scoreMaximum: 10, resourceId: 'quiz' });
    world.pass(5);
    await dispatcher.runOnce();
    expect(world.held('ana', url)).toBe(0.7);
  });
});

describe('several processes', () => {
  it('send each score once between them', async () => {
    for (let number = 0; number < 30; number += 1) {
      world.enrol(`p${number}`);
      world.earn(`p${number}`, 'quiz', 7);
    }
    const processes = [world.start(), world.start(), world.start()];
    await Promise.all(processes.map((dispatcher) => dispatcher.runOnce()));
    expect(world.platform.arrived).toHaveLength(30);
    expect(new Set(world.platform.arrived.map(({ userId }) => userId)).size).toBe(30);
  });
});

describe('start, wake and stop', () => {
  /** Resolves when the next score reaches the platform. */
  const nextSending = (): Promise<void> =>
    new Promise((resolve) => {
      world.platform.onSend = () => {
        resolve();
      };
    });

  it('sends what is due at the start, and what a wake announces', async () => {
    const dispatcher = world.start();
    world.earn('ana', 'quiz', 7);
    let sending = nextSending();
    dispatcher.start();
    await sending;
    world.earn('ana', 'reading', 1, 1);
    sending = nextSending();
    dispatcher.wake();
    await sending;
    await dispatcher.stop();
    expect([world.held('ana'), world.held('ana', READING)]).toEqual([0.7, 1]);
  });

  it('finishes the score in flight on stop, and sends no more', async () => {
    world.earn('ana', 'quiz', 7);
    world.pass(1);
    world.earn('ana', 'reading', 1, 1);
    const dispatcher = world.start();
    let stopped: Promise<void> | undefined;
    const sending = new Promise<void>((resolve) => {
      world.platform.onSend = async () => {
        stopped = dispatcher.stop();
        resolve();
        await new Promise(setImmediate);
      };
    });
    dispatcher.start();
    await sending;
    await stopped;
    expect(world.score('ana').state).toBe('delivered');
    expect(world.score('ana', 'reading').state).toBe('waiting');
    expect(world.store.enrolment('ana')).not.toHaveProperty('scoreLease');
    expect(await dispatcher.runOnce()).toBe(0);
  });

  it('stops at once when nothing is in flight', async () => {
    const dispatcher = world.start();
    dispatcher.start();
    await dispatcher.stop();
    expect(world.platform.arrived).toHaveLength(0);
  });
});
