import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { useSampled } from "../frames";
import { price, size } from "../model/numbers";
import { total, type Metrics } from "../model/prometheus";
import { connectionStore, traffic } from "../wire";

const sampleMillis = 1_000;

/** What the server sends to all its WebSocket clients. */
export function SocketPane({ metrics, at }: { metrics: Metrics; at: number }) {
  const of = (name: string) => total(metrics, `bourse_socket_${name}`) ?? 0;
  const frames = useRate(of("frames_sent_total"), at);
  const bytes = useRate(of("sent_bytes_total"), at);
  const dropped = of("frames_dropped_total");
  return (
    <Facts title="Sent to all clients">
      <Fact what="Clients now">{price(of("clients"), 0)}</Fact>
      <Fact what="Frames a second">{frames === null ? "–" : size(Math.round(frames))}</Fact>
      <Fact what="Kilobytes a second">{bytes === null ? "–" : price(bytes / 1_000, 1)}</Fact>
      <Fact what="Frames dropped for slow clients" isOdd={dropped > 0}>{price(dropped, 0)}</Fact>
      <Fact what="Slow clients closed" isOdd={of("clients_dropped_total") > 0}>{price(of("clients_dropped_total"), 0)}</Fact>
      <Fact what="Clients turned away">{price(of("clients_refused_total"), 0)}</Fact>
    </Facts>
  );
}

/** What this browser sees of its own connection. */
export function BrowserPane() {
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.read);
  const seen = useSampled(traffic, sampleMillis);
  const frames = useRate(seen.frames, useSampled(Date.now, sampleMillis));
  const painted = useFramesPainted();
  return (
    <Facts title="This browser">
      <Fact what="Connection">{connection}</Fact>
      <Fact what="Round trip">{seen.roundTripMillis === null ? "–" : `${price(seen.roundTripMillis, 1)} ms`}</Fact>
      <Fact what="Messages a second">{frames === null ? "–" : price(frames, 0)}</Fact>
      <Fact what="Pictures a second">{painted === null ? "–" : price(painted, 0)}</Fact>
      <Fact what="Channels open">{price(seen.channels, 0)}</Fact>
      <Fact what="Too slow, times" isOdd={seen.lagging > 0}>{price(seen.lagging, 0)}</Fact>
      <Fact what="Events left out for it" isOdd={seen.leftOut > 0}>{price(seen.leftOut, 0)}</Fact>
      <Fact what="Connections lost" isOdd={seen.losses > 0}>{price(seen.losses, 0)}</Fact>
    </Facts>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pane facts-pane" aria-label={title}>
      <header><h2>{title}</h2></header>
      <dl>{children}</dl>
    </section>
  );
}

const Fact = ({ what, isOdd, children }: { what: string; isOdd?: boolean; children: ReactNode }) =>
  <div><dt>{what}</dt><dd className={isOdd ? "odd" : ""}>{children}</dd></div>;

/** How fast a count that only rises does, between two looks; null before there were two. */
function useRate(count: number, at: number): number | null {
  const before = useRef({ count, at });
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    const seconds = (at - before.current.at) / 1_000;
    if (seconds <= 0) return;
    setRate(count < before.current.count ? null : (count - before.current.count) / seconds);
    before.current = { count, at };
  }, [count, at]);
  return rate;
}

function useFramesPainted(): number | null {
  const [perSecond, setPerSecond] = useState<number | null>(null);
  useEffect(() => {
    let [frames, began] = [0, performance.now()];
    const paint = (now: number) => {
      frames++;
      if (now - began >= sampleMillis) {
        setPerSecond((frames * 1_000) / (now - began));
        [frames, began] = [0, now];
      }
      pending = requestAnimationFrame(paint);
    };
    let pending = requestAnimationFrame(paint);
    return () => cancelAnimationFrame(pending);
  }, []);
  return perSecond;
}
