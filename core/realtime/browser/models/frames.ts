// What the server says over the wire (design: live wire).

export interface EventFrame {
  op: "event";
  stream: string;
  seq: number;
  name: string;
  v: number;
  at: string;
  by?: number;
  data: Record<string, unknown>;
  html?: string;
  /** Too large for a frame: fetch the page instead. */
  cut?: boolean;
}
export interface WhisperFrame {
  op: "whisper";
  stream: string;
  name: string;
  by?: number;
  data: Record<string, unknown>;
}
export interface ListeningFrame {
  op: "listening";
  stream: string;
  seq: number;
  present?: number[];
}
export interface ResyncFrame {
  op: "resync";
  stream: string;
  seq: number;
}
export interface GoneFrame {
  op: "gone";
  stream: string;
}
export type StreamFrame = EventFrame | WhisperFrame | ListeningFrame | ResyncFrame | GoneFrame;
export interface WelcomeFrame {
  op: "welcome";
  person: number;
  server_time: string;
}
export interface ErrorFrame {
  op: "error";
  code: string;
  detail: string;
}
export interface ByeFrame {
  op: "bye";
  retry_ms: number;
}
export type Frame = StreamFrame | WelcomeFrame | ErrorFrame | ByeFrame;

/** A frame, or nothing where the text is none that we know: a newer server may say more. */
export function parseFrame(text: string): Frame | undefined {
  try {
    const frame = JSON.parse(text);
    return typeof frame === "object" && frame !== null && typeof frame.op === "string" ? frame : undefined;
  } catch {
    return undefined;
  }
}
