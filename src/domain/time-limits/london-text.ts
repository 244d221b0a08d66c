import { londonClock, type Instant } from '../kernel/civil-date.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** An instant as the clock on the wall in London showed it, with its offset: `2025-06-10T14:20:00+01:00`. */
export function londonText(at: Instant): string {
  const { date, hour, minute, second, offsetMinutes } = londonClock(at);
  const offset = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${date.toString()}T${two(hour)}:${two(minute)}:${two(second)}${sign}${two(Math.floor(offset / 60))}:${two(Math.floor(offset) % 60)}`;
}
