// Folds the rail to its icons; a cookie remembers, so that the next page comes folded.
export function startRail(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-folds-rail]");
    if (!button) return;
    const { dataset } = document.documentElement;
    const narrow = dataset.rail !== "narrow";
    if (narrow) dataset.rail = "narrow";
    else delete dataset.rail;
    button.setAttribute("aria-expanded", String(!narrow));
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `rail=${narrow ? "narrow" : "wide"}; path=/; max-age=31536000; samesite=lax${secure}`;
  });
}
