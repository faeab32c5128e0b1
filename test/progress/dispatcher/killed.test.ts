import { TRAINING_COMPLETED } from '../../../lti-tool/domain/score-outbox';
import { Gate } from './gate';
import { QUIZ, READING, World } from './world';

const COMPLETED = 'https://moodle.example/lineitems/own-1';

/** A person finishes: a reading, a self-assessment that is improved while its score is in flight. */
function prepare(): World {
  const world = new World();
  world.knowContext();
  world.enrol('ana');
  world.earn('ana', 'reading', 1, 1);
  world.pass(1);
  world.earn('ana', 'quiz', 4);
  world.pass(1);
  world.earn('ana', TRAINING_COMPLETED, 1, 1);
  let improved = false;
  world.platform.onSend = (url) => {
    world.pass(1);
    if (url !== QUIZ || improved) return;
    improved = true;
    world.earn('ana', 'quiz', 9);
  };
  return world;
}

/** Lets a process work until nothing waits, as time passes. */
async function workUntilDone(world: World, gate: Gate): Promise<void> {
  const dispatcher = world.start(gate);
  for (let round = 0; round < 20; round += 1) {
    await dispatcher.runOnce().catch(() => 0);
    world.pass(120);
  }
}

function expectAllDelivered(world: World): void {
  expect(world.store.enrolment('ana').scores.map(({ state }) => state)).toEqual([
    'delivered',
    'delivered',
    'delivered',
  ]);
  expect(world.store.enrolment('ana')).not.toHaveProperty('scoreLease');
  expect(world.held('ana', READING)).toBe(1);
  expect(world.held('ana', QUIZ)).toBe(0.9);
  expect(world.held('ana', COMPLETED)).toBe(1);
  expect(world.platform.columns).toHaveLength(1);
}

/** The values that a column went through, without repetitions. */
function historyOf(world: World, url: string): number[] {
  const values = world.platform.taken.filter((taken) => taken.url === url);
  return values.map(({ value }) => value).filter((value, index, all) => value !== all[index - 1]);
}

describe('a process that is killed', () => {
  it('would otherwise do all of this', async () => {
    const world = prepare();
    const gate = new Gate();
    await workUntilDone(world, gate);
    expectAllDelivered(world);
    expect(new Set(gate.passed)).toEqual(
      new Set([
        'due',
        'change enrolment',
        'find record',
        'change record',
        'send',
        'result',
        'get',
        'find column',
        'create column',
      ]),
    );
  });

  it('before or after any step loses nothing, doubles nothing and mixes up nothing', async () => {
    const whole = new Gate();
    await workUntilDone(prepare(), whole);
    const steps = whole.passed.findLastIndex((name) => name === 'change enrolment') + 1;
    expect(steps).toBeGreaterThan(15);

    for (let at = 0; at < steps; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = prepare();
        const gate = new Gate({ at, when });
        await workUntilDone(world, gate);
        expect(gate.passed.length).toBeGreaterThan(at);
        await workUntilDone(world, new Gate());

        expectAllDelivered(world);
        expect(['0.9', '0.4,0.9']).toContain(historyOf(world, QUIZ).join());
      }
    }
  });

  it('again and again still ends well', async () => {
    const world = prepare();
    for (let at = 0; at < 12; at += 1) {
      await workUntilDone(world, new Gate({ at, when: at % 2 === 0 ? 'after' : 'before' }));
    }
    await workUntilDone(world, new Gate());
    expectAllDelivered(world);
  });
});
