/**
 * A page that leads on to an address of ours, by itself or by its link. Unlike a redirect it begins a visit of its own, on
 * which a browser sends the cookies that are SameSite=Strict, wherever it came from; and it leaves no entry to go back to.
 * https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh
 */
export function redirectPage(url: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>The console</title>
<p><a href="${url}">To the console</a></p>
</html>
`;
}
