package org.sftworkbench.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sftworkbench.hub.Proxies.ProxyServer;
import org.sftworkbench.job.Cancellation;

/**
 * Asks a Hub, follows where it sends us by the rules of {@link Endpoint}, and shows the token to
 * the Hub alone. Thread-safe.
 */
final class HubClient {
    private static final int MOST_REDIRECTS = 8;
    private static final long LOOK_MILLIS = 100;

    static {
        // Java sends no password to a proxy for https unless told that it may; whoever put one into
        // the proxy's address has said so.
        String schemes = "jdk.http.auth.tunneling.disabledSchemes";
        if (System.getProperty(schemes) == null) {
            System.setProperty(schemes, "");
        }
    }

    private final HubSettings settings;
    private final Refusal refusal;
    private final HttpClient http;

    HubClient(HubSettings settings) {
        this.settings = settings;
        this.refusal = new Refusal(settings.endpoint(), settings.token().isPresent());
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(settings.proxies())
                        .connectTimeout(settings.patience().silence())
                        .build();
    }

    /** How a refusal that will not pass is put, from its status and headers. */
    @FunctionalInterface
    interface Refused {
        HubException words(int status, HttpHeaders headers);
    }

    /**
     * @param what is asked for, for messages
     * @param id the repository it belongs to
     * @param headers beside the usual ones
     * @throws HubException where asking again would not help
     * @throws IOException where it may
     */
    Answer get(
            String what,
            RepositoryId id,
            URI address,
            Map<String, String> headers,
            Cancellation stop)
            throws IOException {
        return get(
                what,
                address,
                headers,
                stop,
                (status, said) -> refusal.lasting(what, id, status, said));
    }

    /** The same for what belongs to no repository. */
    Answer get(
            String what,
            URI address,
            Map<String, String> headers,
            Cancellation stop,
            Refused refused)
            throws IOException {
        URI at = address;
        boolean home = true;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            // Once elsewhere, the token stays away even from a way back, which a stranger chose.
            home = home && settings.endpoint().owns(at);
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                    send(request(at, headers, home), stop);
            if (response.body() == null) {
                throw noTunnel(at, response.statusCode());
            }
            Answer answer =
                    new Answer(
                            at,
                            response.statusCode(),
                            response.headers(),
                            new AnswerBody(response.body(), settings.patience().silence()));
            int status = answer.status();
            if (status == 200 || status == 206 || status == 416) {
                return answer;
            }
            answer.close();
            if (status < 300 || status >= 400) {
                if (Refusal.passes(status)) {
                    throw refusal.passing(status, answer.headers());
                }
                throw refused.words(status, answer.headers());
            }
            at = target(what, at, answer);
        }
        throw new HubException(
                what
                        + ": the server sends us in circles (more than "
                        + MOST_REDIRECTS
                        + " redirects); check the mirror");
    }

    /**
     * The whole body of an answer.
     *
     * @throws HubException where it is longer than {@code most} bytes
     */
    byte[] all(String what, Answer answer, int most, Cancellation stop) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Optional<ByteBuffer> piece = answer.body().next(stop);
                piece.isPresent();
                piece = answer.body().next(stop)) {
            if (bytes.size() + (long) piece.get().remaining() > most) {
                throw new HubException(
                        what + ": the answer is longer than " + (most >> 20) + " MiB");
            }
            while (piece.get().hasRemaining()) {
                bytes.write(piece.get().get());
            }
        }
        return bytes.toByteArray();
    }

    private HttpRequest request(URI at, Map<String, String> headers, boolean home) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at)
                        .header("User-Agent", "sft-workbench")
                        .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (home) {
            settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        settings.proxies()
                .of(at)
                .flatMap(ProxyServer::authorization)
                .ifPresent(words -> request.header("Proxy-Authorization", words));
        return request.build();
    }

    /**
     * Why a proxy made no tunnel, which Java hands on as an answer without a body.
     *
     * @throws HubException where asking again would not help
     */
    private IOException noTunnel(URI at, int status) {
        String proxy =
                settings.proxies().of(at).map(server -> "the proxy " + server).orElse("the proxy");
        if (Refusal.passes(status)) {
            return new PassingFault(
                    proxy + " cannot reach " + at.getHost() + " now (" + status + ")");
        }
        throw new HubException(
                status == 407
                        ? proxy
                                + " asks for a user and a password, or does not accept them (407);"
                                + " they stand in its address: http://user:password@host:port"
                        : proxy
                                + " does not let us through to "
                                + at.getHost()
                                + " ("
                                + status
                                + ")",
                HubException.Reason.PROXY);
    }

    /** The failure, with the proxy named that may be its reason. */
    private IOException through(URI at, IOException failure) {
        return settings.proxies()
                .of(at)
                .<IOException>map(server -> new ProxyFault(server, failure))
                .orElse(failure);
    }

    private URI target(String what, URI at, Answer answer) throws IOException {
        String location = answer.headers().firstValue("Location").orElse("");
        if (location.isBlank()) {
            throw new HubException(what + ": the server sends us to no address; check the mirror");
        }
        URI target;
        try {
            target = at.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw new HubException(what + ": the server sends us to " + Printable.of(location), e);
        }
        if (!settings.endpoint().maySendTo(target)) {
            throw new HubException(
                    what
                            + ": the server sends us to "
                            + Printable.of(location)
                            + ", which is not followed: only https is");
        }
        return target;
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(
            HttpRequest request, Cancellation stop) throws IOException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
                http.sendAsync(request, BodyHandlers.ofPublisher());
        long end = System.nanoTime() + settings.patience().silence().toNanos();
        try {
            while (true) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (stop.isCancelled()) {
                        throw new CancellationException("stopped");
                    }
                    if (System.nanoTime() > end) {
                        throw new PassingFault(
                                "no answer for "
                                        + Math.max(1, settings.patience().silence().toSeconds())
                                        + " s");
                    }
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw through(request.uri(), failure);
            }
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        } finally {
            answer.cancel(true);
        }
    }
}
