import type { PlatformAddresses } from '../platform';

/** What a server beside ours needs to know, as its process was given it. */
export const port = Number(process.env['PORT']);
export const platform = JSON.parse(process.env['PLATFORM'] ?? '') as PlatformAddresses;

/** The page that the two servers beside ours show: as little as a page can be. */
export const SMALL_PAGE =
  '<!doctype html><html lang="en"><title>Activity</title><h1>Activity</h1><p>Text.</p></html>';
