// A number with its English noun, or what follows it: "1 person is", "2 people are". Vietnamese needs none.

export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
