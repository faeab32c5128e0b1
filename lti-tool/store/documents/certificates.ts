import type { Certificate, StatusChange } from '../../domain/certificate';
import type { CollectionDefinition } from '../collection';
import { documentSchema, partSchema } from '../document-schema';

const statusChange: Record<keyof StatusChange, object> = {
  at: { type: Date, required: true },
  by: { type: String, required: true },
  reason: { type: String, required: true },
};

/** The register: the unique issue of an enrolment is what makes issuing happen once. */
export const certificates: CollectionDefinition<Certificate> = {
  name: 'certificates',
  schema: documentSchema({
    enrolmentId: { type: String, required: true },
    issue: { type: Number, required: true, min: 1 },
    code: { type: String, required: true },
    statusIndex: { type: Number, required: true, min: 0 },
    // Absent once the holder's data was erased.
    name: String,
    nameShown: { type: Boolean, required: true },
    trainingTitle: { type: String, required: true },
    edition: { type: String, required: true },
    // Empty while no issuer is configured: the certificate is a specimen.
    issuer: { type: String, default: '' },
    specimen: { type: Boolean, required: true },
    requirementsMet: { type: [String], required: true },
    completedAt: { type: Date, required: true },
    issuedAt: { type: Date, required: true },
    sha256: { type: String, required: true },
    status: { type: String, enum: ['valid', 'withdrawn', 'replaced'], required: true },
    replacedBy: String,
    statusChange: partSchema(statusChange),
  }),
  unique: [['enrolmentId', 'issue'], ['code'], ['statusIndex']],
  indexes: [['sha256'], ['status']],
};
