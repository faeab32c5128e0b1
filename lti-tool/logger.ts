import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';

/** The process's one logger: a JSON line each. @param destination standard output unless told. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: withoutExtras },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * Libraries hang more on their errors than belongs into a log: the body parser the whole body,
 * with the id_token in it, MongoDB's driver the values of a key. Message, stack and code are kept.
 */
function withoutExtras(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack, ...('code' in error && { code: error.code }) };
}
