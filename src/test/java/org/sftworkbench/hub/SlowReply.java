package org.sftworkbench.hub;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Sends the weights honestly, but no faster than a test lets it. */
public final class SlowReply {
    private static final int PIECE = 64 << 10;

    private final Semaphore pieces = new Semaphore(0);
    private volatile boolean broken;

    /** Slows a Hub's weights down. */
    public static SlowReply of(LocalHub hub) {
        SlowReply reply = new SlowReply();
        hub.answerAlways(reply.reply("\"" + hub.hash(LocalHub.WEIGHTS) + "\""));
        return reply;
    }

    /** Lets so many bytes pass, rounded down to pieces of 64 KiB. */
    public void let(int bytes) {
        pieces.release(bytes / PIECE);
    }

    /** Lets all pass. */
    public void letAll() {
        pieces.release(1 << 20);
    }

    /** Breaks the connection off. */
    public void breakOff() {
        broken = true;
        letAll();
    }

    private LocalHub.Reply reply(String tag) {
        return (exchange, content) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders().set("ETag", tag);
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes "
                                        + from
                                        + "-"
                                        + (content.length - 1)
                                        + "/"
                                        + content.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            for (int at = from; at < content.length; at += PIECE) {
                try {
                    pieces.acquire();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                if (broken) {
                    throw new IOException("broken off");
                }
                exchange.getResponseBody().write(content, at, Math.min(PIECE, content.length - at));
                exchange.getResponseBody().flush();
            }
        };
    }
}
