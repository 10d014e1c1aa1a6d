// A link that holds the code and the input: packed, behind the hash, so that no server sees it.

const NAME = "model=";
const MOST = 200000; // characters that a link may unpack to

/**
 * @param {string} code
 * @param {string} input
 * @returns {Promise<string>} what stands behind the hash
 */
export async function packed(code, input) {
  const bytes = new TextEncoder().encode(JSON.stringify([code, input]));
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const found = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = btoa(Array.from(found, (one) => String.fromCharCode(one)).join(""));
  return NAME + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * @param {string} hash
 * @returns {Promise<{ code: string, input: string } | null>} null for what is no such link
 */
export async function unpacked(hash) {
  const text = hash.replace(/^#/, "");
  if (!text.startsWith(NAME)) return null;
  try {
    const plain = atob(text.slice(NAME.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(plain, (one) => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const found = await new Response(stream).text();
    if (found.length > MOST) return null;
    const [code, input] = JSON.parse(found);
    return typeof code === "string" && typeof input === "string" ? { code, input } : null;
  } catch {
    return null; // a link that was cut
  }
}
