import { platformLine } from '../../../lti-tool/progress/dispatcher/platform-line';

const DONE = { tried: 1, platformAtFault: false, waitMs: 0 };

/** A line whose turns end when the test says so. */
function openLine(lanes: number, goOn = true) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const line = platformLine(
    lanes,
    (id) => {
      begun.push(id);
      return new Promise((resolve) => {
        ends.push(() => {
          resolve(DONE);
        });
      });
    },
    () => goOn,
  );
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { line, begun, end };
}

test('takes as many turns at once as there are lanes, in the order of the line', async () => {
  const { line, begun, end } = openLine(2);
  for (const id of ['a', 'b', 'c', 'a']) line.add(id);
  expect(begun).toEqual(['a', 'b']);
  await end();
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('never takes two turns of one enrolment at once, and one more where it came up again', async () => {
  const { line, begun, end } = openLine(4);
  line.add('a');
  line.add('a');
  line.add('a');
  expect(begun).toEqual(['a']);
  await end();
  expect(begun).toEqual(['a', 'a']);
  await end();
  expect(begun).toEqual(['a', 'a']);
  await line.idle();
});

test('is dissolved when a turn says so', async () => {
  const { line, begun, end } = openLine(1, false);
  for (const id of ['a', 'b', 'c']) line.add(id);
  await end();
  await line.idle();
  expect(begun).toEqual(['a']);
});
