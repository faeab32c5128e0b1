import { createSeal } from '../../lti-tool/lti/seal';

const secret = Buffer.alloc(32, 1);

describe('createSeal', () => {
  it('opens what it sealed', () => {
    const box = createSeal(secret);
    expect(box.open(box.seal('a private key, déjà vu'))).toBe('a private key, déjà vu');
    expect(box.open(box.seal(''))).toBe('');
  });

  it('shows nothing of the text, and seals the same text differently each time', () => {
    const box = createSeal(secret);
    const [one, other] = [box.seal('private key'), box.seal('private key')];
    expect(one).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString()).not.toContain('private');
  });

  it.each([0, 1, 2, 3])('opens nothing that was changed in part %i', (part) => {
    const box = createSeal(secret);
    const parts = box.seal('private key').split('.');
    const changed = parts.map((text, index) =>
      index === part ? (text.startsWith('A') ? 'B' : 'A') + text.slice(1) : text,
    );
    expect(() => box.open(changed.join('.'))).toThrow();
  });

  it('opens nothing with a shortened tag or of another secret', () => {
    const sealed = createSeal(secret).seal('private key');
    const [version, iv, tag, text] = sealed.split('.');
    const short = [version, iv, tag?.slice(0, 6), text].join('.');
    expect(() => createSeal(secret).open(short)).toThrow();
    expect(() => createSeal(Buffer.alloc(32, 2)).open(sealed)).toThrow();
    expect(() => createSeal(secret).open('private key')).toThrow('not sealed in a known form');
  });

  it('takes only a 32-byte secret', () => {
    expect(() => createSeal(Buffer.alloc(16))).toThrow('32 bytes');
  });
});

describe('createSeal with a secret before', () => {
  const before = createSeal(Buffer.alloc(32, 9));
  const box = createSeal(secret, Buffer.alloc(32, 9));

  it('opens what either secret sealed, and tells them apart', () => {
    const [old, present] = [before.seal('old key'), box.seal('new key')];
    expect([box.open(old), box.open(present)]).toEqual(['old key', 'new key']);
    expect([box.isPresent(old), box.isPresent(present)]).toEqual([false, true]);
  });

  it('seals with the present secret only', () => {
    expect(createSeal(secret).open(box.seal('key'))).toBe('key');
    expect(() => before.open(box.seal('key'))).toThrow('another secret');
  });

  it('opens nothing of a third', () => {
    expect(() => box.open(createSeal(Buffer.alloc(32, 3)).seal('key'))).toThrow('another secret');
  });

  it('takes only 32 bytes for it', () => {
    expect(() => createSeal(secret, Buffer.alloc(31))).toThrow('32 bytes');
  });
});
