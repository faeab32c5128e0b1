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

export function notForTestPersons(): AppError {
  return new AppError({
    id: 'not-allowed',
    status: 403,
    userMessage: {
      title: 'Certificates are for real people',
      whatToDo:
        'You see the training as a test student does. Everything else works, but no certificate is issued.',
    },
  });
}

export function tooOften(): AppError {
  return new AppError({
    id: 'not-allowed',
    status: 403,
    userMessage: {
      title: 'You have changed your name as often as you can by yourself',
      whatToDo: 'Ask your facilitator to correct the name. What you confirmed last is kept.',
    },
  });
}

export function issuedAlready(): AppError {
  return new AppError({
    id: 'certificate-issued',
    status: 409,
    userMessage: {
      title: 'Your certificate is issued already',
      whatToDo:
        'The name on it can be corrected by your facilitator only: you then get a new certificate, and the old one is marked as replaced.',
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

export function unreadable(): AppError {
  return new AppError({
    id: 'request-invalid',
    status: 400,
    userMessage: {
      title: 'The form could not be read',
      whatToDo: 'Open the activity Certificate again, and use one of its buttons.',
    },
  });
}
