// What every page loads: the shell's manners, htmx, the socket, and the loader of elements.
import "house:wire";
import "~/core/ui/browser/shell/local-time";
import { startHtmx } from "~/core/ui/browser/shell/asking";
import { startConfirming } from "~/core/ui/browser/shell/confirming";
import { startDialogs } from "~/core/ui/browser/shell/dialogs";
import { loadElements } from "~/core/ui/browser/shell/elements";
import { startForms } from "~/core/ui/browser/shell/forms";
import { startMenus } from "~/core/ui/browser/shell/menus";
import { startRail } from "~/core/ui/browser/shell/rail";
import { startSearch } from "~/core/ui/browser/shell/search";
import { startToasts } from "~/core/ui/browser/shell/toasts";
import { sendWhatWaits } from "~/core/ui/browser/shell/waiting";

startHtmx();
startConfirming();
startMenus();
startDialogs();
startSearch();
startRail();
startForms();
startToasts();
loadElements();
void sendWhatWaits();
