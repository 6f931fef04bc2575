// `<own-zone>`: proposes the browser's time zone in the select within, until somebody has chosen one.
import { ownZone } from "~/core/accounts/browser/models/own-zone";

class OwnZone extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector("select");
    if (!select) return;
    const offered = [...select.options].map((option) => option.value);
    const zone = ownZone(offered, Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (zone) select.value = zone;
  }
}

customElements.define("own-zone", OwnZone);
