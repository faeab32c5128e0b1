import { embeddedEngine, mongoEngine } from './engines';
import { processesContract } from './processes.contract';
import { queriesContract } from './queries.contract';
import { storeContract } from './store.contract';

const mongo = mongoEngine();
if (!mongo)
  process.stderr.write('store contract: MongoDB NOT CHECKED, as MONGODB_URI is not given\n');

const engines = {
  [mongo ? 'embedded' : 'embedded (MongoDB not checked: no MONGODB_URI)']: embeddedEngine(),
  ...(mongo && { mongo }),
};

describe.each(Object.entries(engines))('store contract: %s', (_name, engine) => {
  afterAll(() => {
    engine.cleanUp();
  });
  storeContract(engine.place);
  queriesContract(engine.place);
  processesContract(engine.place);
});
