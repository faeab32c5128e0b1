import { rgb } from 'pdf-lib';

/** The certificate's few colours. */
export const COLOURS = {
  ink: rgb(0.09, 0.13, 0.2),
  quiet: rgb(0.33, 0.38, 0.44),
  teal: rgb(0.04, 0.33, 0.4),
  paleTeal: rgb(0.62, 0.75, 0.78),
  gold: rgb(0.68, 0.52, 0.26),
  paper: rgb(1, 1, 1),
  specimen: rgb(0.96, 0.86, 0.84),
};
