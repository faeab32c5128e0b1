import type { Certificate } from '../../domain/certificate';
import { AppError } from '../../errors';

export function notForStaff(): AppError {
  return new AppError({
    id: 'not-allowed',
    status: 403,
    userMessage: {
      title: 'Certificates are for participants',
      whatToDo:
        'Facilitators and administrators receive none. If you take part yourself, ask for the role of a participant, then open the activity from the course again.',
    },
  });
}

export function notDue(): AppError {
  return new AppError({
    id: 'certificate-not-due',
    status: 409,
    userMessage: {
      title: 'Your certificate is not due yet',
      whatToDo:
        'A requirement is not met. My progress shows which one, and what can still be done.',
    },
  });
}

export function noneIssued(): AppError {
  return new AppError({
    id: 'certificate-unknown',
    status: 404,
    userMessage: {
      title: 'You have no certificate yet',
      whatToDo: 'Open the activity Certificate: it shows what is missing, or asks for your name.',
    },
  });
}

export function damaged({ id }: Certificate): AppError {
  return new AppError({
    id: 'internal',
    status: 500,
    userMessage: {
      title: 'Your certificate cannot be read at the moment',
      whatToDo: 'It was issued and stays valid. Tell your facilitator the reference below.',
    },
    detail: `certificate ${id}: the stored file does not have its stored SHA-256`,
  });
}
