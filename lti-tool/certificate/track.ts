/** A place on a track, with the direction across it (a unit vector). Lengths are in points. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly across: { readonly x: number; readonly y: number };
}

/** A closed line that an ornament follows. */
export interface Track {
  readonly length: number;
  /** @param along 0 to `length`. */
  at(along: number): Place;
}

export function circleTrack(centre: { x: number; y: number }, radius: number): Track {
  return {
    length: 2 * Math.PI * radius,
    at: (along) => onCircle(centre, radius, along / radius),
  };
}

/** A rectangle with rounded corners; `along` starts at the foot of its right side and runs up. */
export function roundedTrack(
  box: { left: number; bottom: number; right: number; top: number },
  radius: number,
): Track {
  const inner = {
    left: box.left + radius,
    bottom: box.bottom + radius,
    right: box.right - radius,
    top: box.top - radius,
  };
  const high = inner.top - inner.bottom;
  const wide = inner.right - inner.left;
  const corner = (Math.PI / 2) * radius;
  const sides = [
    { x: inner.right, y: inner.bottom, long: high, turn: 0 },
    { x: inner.right, y: inner.top, long: wide, turn: Math.PI / 2 },
    { x: inner.left, y: inner.top, long: high, turn: Math.PI },
    { x: inner.left, y: inner.bottom, long: wide, turn: 1.5 * Math.PI },
  ];
  const length = 2 * (high + wide) + 4 * corner;
  return {
    length,
    at(along) {
      let rest = along % length;
      for (const { x, y, long, turn } of sides) {
        const across = { x: Math.cos(turn), y: Math.sin(turn) };
        const forward = { x: -across.y, y: across.x };
        const onSide = Math.min(rest, long);
        const centre = { x: x + forward.x * onSide, y: y + forward.y * onSide };
        if (rest <= long) return onCircle(centre, radius, turn);
        rest -= long;
        if (rest <= corner) return onCircle(centre, radius, turn + rest / radius);
        rest -= corner;
      }
      throw new RangeError(`${along} is not on the track`);
    },
  };
}

function onCircle(centre: { x: number; y: number }, radius: number, turn: number): Place {
  const across = { x: Math.cos(turn), y: Math.sin(turn) };
  return { x: centre.x + across.x * radius, y: centre.y + across.y * radius, across };
}
