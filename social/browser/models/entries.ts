// Which entries of a post's menu are for this reader and this post.

/** What the menu goes by: the post, and what its reader may do in the talk. */
export interface Before {
  gone: boolean;
  mine: boolean;
  first: boolean;
  accepted: boolean;
  moderates: boolean;
  mayAccept: boolean;
  maySplit: boolean;
  veiled: boolean;
  mayUnveil: boolean;
  confirmed: boolean;
  promoted: boolean;
  mayConfirm: boolean;
  mayPromote: boolean;
}

/** `does` names the entry, `wanted` says for whom it is; nothing wanted is for everybody. */
export function fits(does: string | undefined, wanted: string[], post: Before): boolean {
  const { gone, mine, moderates, mayAccept } = post;
  if (wanted.includes("selecting")) return post.maySplit && !post.first;
  if (does === "history") return gone ? moderates : mine || moderates;
  if (wanted.includes("gone")) return gone && (mine || moderates);
  if (wanted.includes("living")) return !gone;
  if (wanted.includes("unveiling")) return post.veiled && post.mayUnveil && !mine;
  if (wanted.includes("veiled")) return post.veiled && mine;
  if (gone || !wanted.length) return !wanted.length;
  if (wanted.includes("anybody") || wanted.includes("others")) return wanted.includes("anybody") || !mine;
  if (wanted.includes("accepting")) return mayAccept && !post.first && !post.accepted;
  if (wanted.includes("accepted")) return mayAccept && post.accepted;
  if (wanted.includes("confirming")) return post.mayConfirm && !mine && !post.first && !post.confirmed;
  if (wanted.includes("confirmed")) return post.mayConfirm && !mine && post.confirmed;
  if (wanted.includes("promoting")) return post.mayPromote && post.confirmed && !post.promoted;
  return (wanted.includes("author") && mine) || (wanted.includes("moderator") && moderates);
}
