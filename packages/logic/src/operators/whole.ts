/** A canonical number cut to a whole one and kept between two bounds. */
export function whole(number: string, least: number, most: number): number {
  // Cut as text: 7.99…9 with many digits is 8 as a float. What a float cannot hold exactly is out of bounds anyway.
  return Math.min(Math.max(Number(number.split('.')[0]), least), most);
}
