import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';
import { hangUp } from './http';
import { startWorld } from './world';

const MOST_SHOWN = 20;

/** `npm run fuzz -- --count 20000 --seed N`: exit code 1 when anything was found. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  if (!Number.isInteger(count) || !Number.isInteger(seed) || count < 1) {
    throw new Error('--count and --seed must be whole numbers, and --count at least 1');
  }
  const world = await startWorld();
  try {
    const { findings, statuses } = await fuzz(world, {
      count,
      seed,
      onProgress: (done) => process.stderr.write(`\r${done} of ${count}`),
    });
    process.stderr.write('\n');
    for (const [kind, times] of [...statuses].sort()) say(`${kind.padEnd(20)} ${times}`);
    for (const { number, fault, request } of findings.slice(0, MOST_SHOWN)) {
      say(`request ${number} ${fault}: ${JSON.stringify(request).slice(0, 1000)}`);
    }
    say(`${count} hostile requests of seed ${seed}: ${findings.length} findings`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    hangUp();
    await world.close();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exitCode = 1;
});
