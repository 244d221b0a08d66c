import { z } from 'zod';

/**
 * Shapes that stand in the interface description under a name. What is sent out keeps only the fields of its shape; what
 * comes in may have no other field.
 */
interface Named {
  readonly id: string;
}
export const answerShapes = z.registry<Named>();
export const requestShapes = z.registry<Named>();

/** Names the shape of something sent out. */
export function answer<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  answerShapes.add(schema, { id });
  return schema;
}

/** Names the shape of something taken in. */
export function request<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  requestShapes.add(schema, { id });
  return schema;
}

/** A list that is sent out. */
export const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).readonly();

/** Words typed by a person: at most so many characters, no surrounding space asked for or taken off here. */
export const words = (longest: number) => z.string().min(1).max(longest);
export const maybeWords = (longest: number) => z.string().max(longest).exactOptional();

/** A text that no database column can hold: NUL, or half of a character outside the basic plane. */
const isUnkeepable = (text: string): boolean => /\0|\p{Surrogate}/u.test(text);

/** Paths of texts, and of names of fields, that cannot be kept. Walks without recursion: a request may be nested deeply. */
export function unkeepableIn(root: unknown): readonly (readonly PropertyKey[])[] {
  const found: (readonly PropertyKey[])[] = [];
  const waiting: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [{ value: root, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    // Deeper than any shape of ours: whatever is there is refused by its shape.
    if (path.length > mostDeep) continue;
    if (typeof value === 'string') {
      if (isUnkeepable(value)) found.push(path);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (isUnkeepable(name)) found.push(path);
        waiting.push({ value: inner, path: [...path, name] });
      }
    }
  }
  return found;
}
const mostDeep = 12;
