package org.sftworkbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.hub.HubException.Reason;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.hub.Proxies.ProxyServer;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

/** Which proxy is asked, and that it is. */
class ProxiesTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(20), 1, Duration.ofMillis(1));

    @TempDir Path store;
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static Optional<String> of(Map<String, String> variables, String address) {
        return Proxies.of(variables).of(URI.create(address)).map(ProxyServer::toString);
    }

    @Test
    void theSchemeDecidesWhichVariableHolds() {
        Map<String, String> variables =
                Map.of("https_proxy", "http://secure:1", "HTTP_PROXY", "plain:2");
        assertThat(of(variables, "https://huggingface.co/x")).contains("secure:1");
        assertThat(of(variables, "http://127.0.0.1:8080/x")).contains("plain:2");
        assertThat(of(Map.of("ALL_PROXY", "http://all:3"), "https://a.org")).contains("all:3");
        assertThat(of(Map.of("all_proxy", "http://all"), "http://a.org")).contains("all:80");
        assertThat(of(Map.of(), "https://a.org")).isEmpty();
    }

    @Test
    void lowerCaseComesFirstAndAnEmptyOneSwitchesOff() {
        assertThat(of(Map.of("https_proxy", "one:1", "HTTPS_PROXY", "two:2"), "https://a.org"))
                .contains("one:1");
        assertThat(of(Map.of("https_proxy", "", "HTTPS_PROXY", "two:2"), "https://a.org"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*, https://a.org, true",
        "a.org, https://a.org, true",
        "a.org, https://sub.a.org, true",
        ".a.org, https://sub.a.org, true",
        "*.a.org, https://sub.a.org, true",
        "a.org, https://ba.org, false",
        "a.org, https://a.org.evil.com, false",
        "A.ORG, https://a.org, true",
        "a.org, https://A.ORG, true",
        "a.org:443, https://a.org, true",
        "a.org:8443, https://a.org, false",
        "'b.org, a.org', https://a.org, true",
        "b.org a.org, https://a.org, true",
        "10.0.0.0/8, http://10.200.3.4, true",
        "10.0.0.0/8, http://11.0.0.1, false",
        "10.0.0.0/8, http://ten.org, false",
        "192.168.1.7, http://192.168.1.7:99, true",
        "::1, http://[::1]:5, true",
        "fd00::/8, http://[fd12::1], true",
        "fd00::/8, http://[fe80::1], false",
        "'', https://a.org, false",
        "., https://a.org, false",
    })
    void hostsOfNoProxyAreAskedDirectly(String list, String address, boolean direct) {
        Map<String, String> variables =
                Map.of("https_proxy", "p:1", "http_proxy", "p:1", "no_proxy", list);
        assertThat(of(variables, address).isEmpty()).isEqualTo(direct);
    }

    @Test
    void whatCannotBeAProxyIsToldWithoutItsPassword() {
        for (String wrong : List.of("socks5://u:secret@h:1", "http://u:sec ret@h", "http://")) {
            assertThatThrownBy(() -> of(Map.of("https_proxy", wrong), "https://a.org"))
                    .isInstanceOf(HubException.class)
                    .hasMessageContainingAll("https_proxy", "http://proxy.example.com:8080")
                    .hasMessageNotContaining("sec")
                    .extracting(e -> ((HubException) e).reason())
                    .isEqualTo(Reason.PROXY);
        }
    }

    @Test
    void javasOwnPropertiesComeFirst() {
        System.setProperty("https.proxyHost", "java.example.com");
        System.setProperty("https.proxyPort", "99");
        try {
            Proxies proxies = Proxies.of(Map.of("https_proxy", "variable:1"));
            URI address = URI.create("https://a.org");
            assertThat(proxies.select(address))
                    .singleElement()
                    .asString()
                    .contains("java.example.com", "99");
            assertThat(proxies.of(address)).isEmpty();
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("https.proxyPort");
        }
    }

    /** A proxy that notes what it is asked, and gives one answer. */
    private final class OneProxy implements AutoCloseable {
        private final ServerSocket socket;
        final BlockingQueue<List<String>> asked = new LinkedBlockingQueue<>();

        OneProxy(String answer) throws IOException {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            open.add(this);
            Thread thread = new Thread(() -> serve(answer), "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String answer) {
            while (true) {
                try (Socket client = socket.accept()) {
                    BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            client.getInputStream(), StandardCharsets.US_ASCII));
                    List<String> lines = new ArrayList<>();
                    for (String line = in.readLine();
                            line != null && !line.isEmpty();
                            line = in.readLine()) {
                        lines.add(line);
                    }
                    asked.add(lines);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    if (socket.isClosed()) {
                        return;
                    }
                }
            }
        }

        List<String> next() throws InterruptedException {
            List<String> lines = asked.poll(60, TimeUnit.SECONDS);
            assertThat(lines).as("the proxy was asked").isNotNull();
            return lines;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void pull(String hub, Map<String, String> variables) {
        java.util.HashMap<String, String> all = new java.util.HashMap<>(variables);
        all.put("HF_ENDPOINT", hub);
        all.put("HF_TOKEN", "hf_secret");
        HubSettings settings =
                new HubEnvironment(all, store)
                        .settings(Optional.empty(), Optional.empty())
                        .with(SHORT);
        new ModelHub(settings)
                .pull(LocalHub.ID, "main", Optional.empty(), Progress.NONE, new Cancellation());
    }

    @Test
    void aTunnelIsAskedForWithThePasswordAndWithoutTheToken() throws Exception {
        OneProxy proxy = new OneProxy("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
        String address = "http://me:p%40ss@127.0.0.1:" + proxy.socket.getLocalPort();
        assertThatThrownBy(() -> pull("https://hub.example.com", Map.of("https_proxy", address)))
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll("proxy 127.0.0.1", "407")
                .extracting(e -> ((HubException) e).reason())
                .isEqualTo(Reason.PROXY);
        List<String> asked = proxy.next();
        assertThat(asked.get(0)).startsWith("CONNECT hub.example.com:443");
        String basic =
                Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
        assertThat(asked).contains("Proxy-Authorization: Basic " + basic);
        assertThat(asked).noneMatch(line -> line.contains("hf_secret"));
    }

    @Test
    void aHubOnPlainHttpIsAskedThroughItsProxyAndOthersAreNot() throws Exception {
        OneProxy proxy = new OneProxy("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
        String address = "http://me:pass@127.0.0.1:" + proxy.socket.getLocalPort();
        try (LocalHub hub = new LocalHub()) {
            assertThatThrownBy(() -> pull(hub.address(), Map.of("http_proxy", address)))
                    .hasMessageContaining("404");
            List<String> asked = proxy.next();
            assertThat(asked.get(0)).startsWith("GET " + hub.address() + "/api/models/");
            assertThat(asked).anyMatch(line -> line.startsWith("Proxy-Authorization: Basic "));
            assertThat(hub.requests).isEmpty();

            pull(hub.address(), Map.of("http_proxy", address, "NO_PROXY", "127.0.0.1"));
            assertThat(hub.requests).isNotEmpty();
            assertThat(proxy.asked).isEmpty();
        }
    }

    @Test
    void aProxyThatDoesNotAnswerIsNamed() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Map<String, String> variables = Map.of("https_proxy", "127.0.0.1:" + port);
        assertThatThrownBy(() -> pull("https://hub.example.com", variables))
                .hasMessageContaining("through the proxy 127.0.0.1:" + port)
                .extracting(e -> ((HubException) e).reason())
                .isEqualTo(Reason.PROXY);
    }
}
