import type { Printer } from '../../../../lti-tool/certificate/printer';
import { openEmbeddedStore } from '../../../../lti-tool/store/embedded/store';
import { createRepositories } from '../../../../lti-tool/store/repositories';
import { issuingOn } from '../../../support/issuing';
import { realPrinting } from '../../../support/real-printing';

/** A process of its own that works on every job, and says so of each file: `<store file> <now>`. */
async function main([file = '', at = '']: readonly string[]): Promise<void> {
  const now = (): Date => new Date(at);
  const repositories = createRepositories(await openEmbeddedStore({ file, now }));
  const { printer } = realPrinting(repositories, now);
  const telling: Printer = {
    ...printer,
    async print(fields, statusIndex) {
      const printed = await printer.print(fields, statusIndex);
      process.stdout.write('printed\n');
      return printed;
    },
  };
  await issuingOn(repositories, { now, printer: telling }).bulk.work(() => false);
}

void main(process.argv.slice(2));
