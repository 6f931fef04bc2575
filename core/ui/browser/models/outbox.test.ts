import { describe, expect, test } from "vitest";
import { type Answer, type Letter, type News, Outbox, verdict, waitBefore } from "~/core/ui/browser/models/outbox";

function answer(status: number, more: Partial<Answer> = {}): Answer {
  return { status, reason: "", body: "", address: "", retryAfter: 0, signedOut: false, ...more };
}

class Drawer {
  letters = new Map<string, Letter>();
  all = async () => [...this.letters.values()];
  put = async (letter: Letter) => void this.letters.set(letter.key, letter);
  remove = async (key: string) => void this.letters.delete(key);
}

function office(answers: Answer[], drawer = new Drawer(), person = "3") {
  const sent: Letter[] = [];
  const news: News[] = [];
  const send = async (letter: Letter) => {
    sent.push(letter);
    return answers.shift() ?? answer(201);
  };
  return { drawer, sent, news, box: new Outbox(drawer, send, person, (one) => news.push(one)) };
}

const letter = (key: string, at = 1, url = "/threads/42/posts/") => ({
  key,
  url,
  at,
  fields: [["source", key]] as [string, string][],
});

describe("what an answer means", () => {
  test.each([
    [200, "sent"],
    [201, "sent"],
    [303, "sent"],
    [403, "refused"],
    [404, "refused"],
    [409, "refused"],
    [422, "refused"],
    [0, "later"],
    [401, "later"],
    [429, "later"],
    [500, "later"],
    [503, "later"],
  ])("%i is %s", (status, meaning) => expect(verdict(answer(status as number))).toBe(meaning));

  test("the sign-in page is not a yes", () => expect(verdict(answer(200, { signedOut: true }))).toBe("later"));
});

describe("how long to wait", () => {
  test("twice as long each time, up to half a minute", () => {
    expect(waitBefore(1, 0, () => 1)).toBe(2000);
    expect(waitBefore(3, 0, () => 1)).toBe(8000);
    expect(waitBefore(20, 0, () => 1)).toBe(30_000);
    expect(waitBefore(20, 0, () => 0)).toBe(15_000);
  });
  test("as long as the server says", () => expect(waitBefore(1, 7)).toBe(7000));
});

describe("an outbox", () => {
  test("sends what was written and forgets it after the yes", async () => {
    const { box, drawer, sent, news } = office([answer(201, { body: "<article>" })]);
    await box.add(letter("a"));
    expect(await box.drain()).toBe(0);
    expect(sent.map((one) => one.key)).toEqual(["a"]);
    expect(drawer.letters.size).toBe(0);
    expect(news.map((one) => one.what)).toEqual(["queued", "sending", "sent"]);
  });

  test("keeps it while there is no line, and sends the same key again", async () => {
    const { box, drawer, sent } = office([answer(0), answer(201)]);
    await box.add(letter("a"));
    expect(await box.drain()).toBeGreaterThan(0);
    expect(drawer.letters.get("a")?.state).toBe("queued");
    await box.drain();
    expect(sent.map((one) => one.key)).toEqual(["a", "a"]);
    expect(drawer.letters.size).toBe(0);
  });

  test("a letter found after a closed tab goes out, also one that was on its way", async () => {
    const drawer = new Drawer();
    await office([], drawer).box.add(letter("a"));
    drawer.letters.set("a", { ...drawer.letters.get("a")!, state: "sending", attempts: 1 });
    const later = office([], drawer);
    await later.box.drain();
    expect(later.sent.map((one) => one.key)).toEqual(["a"]);
  });

  test("keeps the order of a conversation, and lets others pass", async () => {
    const { box, sent } = office([answer(503), answer(201)]);
    await box.add(letter("first", 1));
    await box.add(letter("second", 2));
    await box.add(letter("elsewhere", 3, "/threads/7/posts/"));
    await box.drain();
    expect(sent.map((one) => one.key)).toEqual(["first", "elsewhere"]);
  });

  test("a refused letter stays with its reason, blocks nobody, and can be taken back", async () => {
    const { box, drawer, sent } = office([answer(422, { reason: "This thread is locked." }), answer(201)]);
    await box.add(letter("a", 1));
    await box.add(letter("b", 2));
    expect(await box.drain()).toBe(0);
    expect(drawer.letters.get("a")).toMatchObject({ state: "refused", reason: "This thread is locked." });
    expect(sent.map((one) => one.key)).toEqual(["a", "b"]);
    expect((await box.takeBack("a"))?.fields).toEqual([["source", "a"]]);
    expect(drawer.letters.size).toBe(0);
  });

  test("nobody sends another person's letters", async () => {
    const drawer = new Drawer();
    await office([], drawer, "3").box.add(letter("a"));
    const other = office([], drawer, "4");
    await other.box.drain();
    expect(other.sent).toEqual([]);
    expect(await other.box.mine()).toEqual([]);
  });

  test("two calls at once send once", async () => {
    const { box, sent } = office([]);
    await box.add(letter("a"));
    await Promise.all([box.drain(), box.drain()]);
    expect(sent.length).toBe(1);
  });
});
