import { AppError } from '../../errors';

export function notListed(): AppError {
  return new AppError({
    id: 'not-found',
    status: 404,
    userMessage: {
      title: 'That person is not a participant of this course',
      whatToDo:
        'Go back to Certificates, reload the page, and choose somebody who is listed there.',
    },
  });
}

export function noValidCertificate(): AppError {
  return new AppError({
    id: 'certificate-unknown',
    status: 409,
    userMessage: {
      title: 'There is no valid certificate to withdraw',
      whatToDo: 'Somebody else may have withdrawn it. Reload the page of this person.',
    },
  });
}

export function notComplete(): AppError {
  return new AppError({
    id: 'certificate-not-complete',
    status: 409,
    userMessage: {
      title: 'A corrected certificate cannot be issued',
      whatToDo:
        'A requirement is not met any more, since a record was corrected. If the certificate is wrong, withdraw it.',
    },
  });
}

export function alreadyCorrected(): AppError {
  return new AppError({
    id: 'conflict',
    status: 409,
    userMessage: {
      title: 'Somebody else corrected this certificate at the same moment',
      whatToDo: 'Reload the page of this person, and see whether their correction is right.',
    },
  });
}
