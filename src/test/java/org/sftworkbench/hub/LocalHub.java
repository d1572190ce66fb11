package org.sftworkbench.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

/** A Hub on this machine with one repository, honest until it is told otherwise. */
public final class LocalHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final RepositoryId ID = new RepositoryId("owner/model");
    static final String WEIGHTS = "model.safetensors";

    /** Long enough for a busy machine. */
    static final Patience PATIENT = new Patience(Duration.ofSeconds(60), 3, Duration.ofMillis(5));

    static final Patience IMPATIENT = new Patience(Duration.ofSeconds(2), 3, Duration.ofMillis(5));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Object> extra = new LinkedHashMap<>();
    private final ConcurrentLinkedDeque<Reply> forFiles = new ConcurrentLinkedDeque<>();
    private volatile Reply always;
    private volatile Reply forListing;
    private volatile String only = WEIGHTS;
    final List<Request> requests = new CopyOnWriteArrayList<>();

    /** An answer of the server's own kind. */
    interface Reply {
        void to(HttpExchange exchange, byte[] content) throws IOException;
    }

    record Request(String path, String range, String ifRange, String authorization) {}

    public LocalHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        file("config.json", "{\"model_type\":\"qwen3\"}");
        file("tokenizer.json", "{}");
        file("README.md", "read me");
        file("pytorch_model.bin", "pickled");
        file(WEIGHTS, bytes(3_000_000));
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    void file(String name, String text) {
        file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file into the repository, in place of the one of that name. */
    public void file(String name, byte[] content) {
        files.put(name, content);
    }

    void remove(String name) {
        files.remove(name);
    }

    public byte[] content(String name) {
        return files.get(name);
    }

    /** Lists something that is not there, or not so. */
    void list(String name, Object entry) {
        extra.put(name, entry);
    }

    /** How the next requests for the weights are answered; honestly after that. */
    void answer(Reply... replies) {
        forFiles.addAll(Arrays.asList(replies));
    }

    /** How every request for the weights is answered. */
    void answerAlways(Reply reply) {
        always = reply;
    }

    /** How every request for a listing is answered. */
    void answerListing(Reply reply) {
        forListing = reply;
    }

    /** Which file the replies are for. */
    void misbehaveAt(String name) {
        only = name;
    }

    /** Refuses every listing. */
    public void refuse(int status, String... headers) {
        answerListing(status(status, headers));
    }

    /** Refuses the weights from the next request on. */
    public void refuseFiles(int status) {
        answerAlways(status(status));
    }

    /** What was asked for, in order. */
    public List<String> paths() {
        return requests.stream().map(Request::path).toList();
    }

    /** How many requests there were. */
    public int requests() {
        return requests.size();
    }

    /** The ranges that were asked for, in order; null where all was. */
    public List<String> ranges() {
        return requests.stream().map(Request::range).toList();
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Fetches the model into a store. */
    PulledModel pull(Path store, Progress progress, Cancellation stop) {
        return new ModelHub(settings(store)).pull(ID, "main", Optional.empty(), progress, stop);
    }

    PulledModel pull(Path store) {
        return pull(store, Progress.NONE, new Cancellation());
    }

    /** Where a store keeps the model's repository. */
    static Path repository(Path store) {
        return store.resolve("models--owner--model");
    }

    HubSettings settings(Path store) {
        return settings(store, Optional.empty());
    }

    HubSettings settings(Path store, Optional<String> token) {
        return new HubSettings(Endpoint.of(address()), token, store, true, false, PATIENT);
    }

    static boolean large(String name) {
        return name.endsWith(".safetensors");
    }

    String hash(String name) {
        byte[] content = files.get(name);
        return large(name) ? hash("SHA-256", content) : gitHash(content);
    }

    private static String gitHash(byte[] content) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.writeBytes(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        blob.writeBytes(content);
        return hash("SHA-1", blob.toByteArray());
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(
                    new Request(
                            path,
                            exchange.getRequestHeaders().getFirst("Range"),
                            exchange.getRequestHeaders().getFirst("If-Range"),
                            exchange.getRequestHeaders().getFirst("Authorization")));
            if (path.startsWith("/api/")) {
                listing(exchange, path);
            } else {
                String name = path.substring(path.indexOf(COMMIT) + COMMIT.length() + 1);
                Reply reply = name.equals(only) ? forFiles.poll() : null;
                if (reply == null && name.equals(only)) {
                    reply = always;
                }
                (reply == null ? honest("\"" + hash(name) + "\"") : reply)
                        .to(exchange, files.get(name));
            }
        } catch (IOException e) {
            // The client went away, or a reply broke off on purpose.
        }
    }

    private void listing(HttpExchange exchange, String path) throws IOException {
        if (forListing != null) {
            forListing.to(exchange, new byte[0]);
        } else if (path.startsWith("/api/models/" + ID + "/revision/")) {
            json(exchange, Map.of("sha", COMMIT));
        } else if (path.equals("/api/models/" + ID + "/tree/" + COMMIT)) {
            json(exchange, entries());
        } else {
            status(404, "X-Error-Code", "RepoNotFound").to(exchange, new byte[0]);
        }
    }

    List<Object> entries() {
        List<Object> entries = new ArrayList<>();
        entries.add(Map.of("type", "directory", "path", "onnx", "oid", COMMIT, "size", 0));
        files.forEach(
                (name, content) -> {
                    if (!extra.containsKey(name)) {
                        entries.add(entry(name, content.length, hash(name)));
                    }
                });
        entries.addAll(extra.values());
        return entries;
    }

    static Map<String, Object> entry(String name, long size, String hash) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", "file");
        entry.put("path", name);
        entry.put("size", size);
        entry.put("oid", large(name) ? COMMIT : hash);
        if (large(name)) {
            entry.put("lfs", Map.of("oid", hash, "size", size, "pointerSize", 134));
        }
        return entry;
    }

    static void json(HttpExchange exchange, Object value) throws IOException {
        byte[] body = new ObjectMapper().writeValueAsBytes(value);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** What a good server does, ranges included. */
    static Reply honest(String tag) {
        return (exchange, content) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
            exchange.getResponseHeaders().set("ETag", tag);
            if (range == null || ifRange != null && !ifRange.equals(tag)) {
                send(exchange, 200, content);
            } else {
                int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
                part(from, content.length - 1, content.length).to(exchange, content);
            }
        };
    }

    /** A part that says of itself what it is told to. */
    static Reply part(int first, int last, int total) {
        return (exchange, content) -> {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + first + "-" + last + "/" + total);
            send(
                    exchange,
                    206,
                    Arrays.copyOfRange(content, first, Math.min(last + 1, content.length)));
        };
    }

    /** All of it, but broken off after a number of bytes. */
    static Reply broken(String tag, int after) {
        return (exchange, content) -> {
            if (tag != null) {
                exchange.getResponseHeaders().set("ETag", tag);
            }
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, after);
            exchange.getResponseBody().flush();
            throw new IOException("broken off");
        };
    }

    static Reply status(int status, String... headers) {
        return (exchange, content) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
