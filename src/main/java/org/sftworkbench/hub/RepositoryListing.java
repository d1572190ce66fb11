package org.sftworkbench.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.job.Cancellation;

/**
 * Asks a Hub which commit a revision is and which files it holds, with their sizes and hashes:
 * {@code /api/models/ID/revision/REV}, and the pages of {@code /api/models/ID/tree/COMMIT}.
 */
final class RepositoryListing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGE_BYTES = 64 << 20;
    private static final int MOST_PAGES = 1000;
    private static final int MOST_FILES = 100_000;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

    private final HubSettings settings;
    private final HubClient client;
    private final Cancellation stop;

    RepositoryListing(HubSettings settings, HubClient client, Cancellation stop) {
        this.settings = settings;
        this.client = client;
        this.stop = stop;
    }

    /**
     * What a revision holds.
     *
     * @param commit 40 hexadecimal digits
     * @param files that may be needed, by name
     */
    record Contents(String commit, Map<String, RemoteFile> files) {}

    /**
     * @throws HubException where it cannot be had, makes no sense, or holds a name that leads out
     *     of the repository
     */
    Contents read(RepositoryId id, String revision) {
        String what = id + " (" + revision + ")";
        String commit = page(what, id, api(id, "revision", revision)).json().path("sha").asText("");
        if (!commit.matches("[0-9a-f]{40}")) {
            throw new HubException(
                    what
                            + ": "
                            + settings.endpoint()
                            + " names no commit but "
                            + Printable.of(commit));
        }
        Map<String, RemoteFile> files = new LinkedHashMap<>();
        TreeSet<String> folded = new TreeSet<>();
        Optional<URI> next = Optional.of(URI.create(api(id, "tree", commit) + "?recursive=true"));
        int seen = 0;
        for (int pages = 0; next.isPresent(); pages++) {
            Page page = page(what, id, next.get());
            seen += page.json().size();
            if (!page.json().isArray()) {
                throw noListing(what);
            }
            if (seen > MOST_FILES) {
                throw new HubException(what + ": lists more than 100,000 files; this is no model");
            }
            if (pages >= MOST_PAGES) {
                throw new HubException(
                        what
                                + ": the listing does not end within 1,000 pages; "
                                + settings.endpoint()
                                + " may send the same one again and again");
            }
            for (JsonNode entry : page.json()) {
                add(what, entry, files, folded);
            }
            next = page.next();
        }
        return new Contents(commit, files);
    }

    private URI api(RepositoryId id, String kind, String revision) {
        String[] parts = ("api/models/" + id + "/" + kind).split("/");
        String[] whole = java.util.Arrays.copyOf(parts, parts.length + 1);
        whole[parts.length] = revision;
        return settings.endpoint().below(whole);
    }

    private record Page(JsonNode json, Optional<URI> next) {}

    private Page page(String what, RepositoryId id, URI address) {
        Attempts attempts = Attempts.ofQuestion(settings.patience(), stop);
        while (true) {
            stop.check();
            try (Answer answer = client.get(what, id, address, Map.of(), stop)) {
                byte[] body = client.all(what, answer, MOST_PAGE_BYTES, stop);
                return new Page(parse(what, body), next(what, answer));
            } catch (IOException e) {
                attempts.failed(settings.endpoint() + " cannot be asked for " + what, e);
            }
        }
    }

    private JsonNode parse(String what, byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            String start = new String(body, 0, Math.min(60, body.length), StandardCharsets.UTF_8);
            if (start.stripLeading().startsWith("<")) {
                throw new HubException(
                        what
                                + ": "
                                + settings.endpoint()
                                + " answered with a web page instead of a listing. Is there a"
                                + " login page or a proxy in between, and is the mirror's address"
                                + " right?",
                        e);
            }
            throw noListing(what);
        }
    }

    private HubException noListing(String what) {
        return new HubException(
                what
                        + ": "
                        + settings.endpoint()
                        + " answered with something that is no listing; is the mirror's address"
                        + " right?");
    }

    /** As of GitHub's pages, the next one is named in the header {@code Link}. */
    private Optional<URI> next(String what, Answer answer) {
        for (String link : answer.headers().allValues("Link")) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                try {
                    URI target = answer.from().resolve(next.group(1));
                    if (settings.endpoint().owns(target)) {
                        return Optional.of(target);
                    }
                } catch (IllegalArgumentException e) {
                    // Told below, as any address that is not the Hub's.
                }
                throw new HubException(
                        what
                                + ": the listing goes on at "
                                + Printable.of(next.group(1))
                                + ", which is not "
                                + settings.endpoint());
            }
        }
        return Optional.empty();
    }

    private static void add(
            String what, JsonNode entry, Map<String, RemoteFile> files, TreeSet<String> folded) {
        String name = entry.path("path").asText("");
        refuseHostile(what, name);
        if (entry.path("type").asText("file").equals("directory") || !NeededFiles.mayNeed(name)) {
            return;
        }
        RemotePath path = RemotePath.of(what, name);
        if (!folded.add(name.toLowerCase(Locale.ROOT))) {
            throw new HubException(
                    what + ": lists " + name + " twice, or in two ways of writing it");
        }
        boolean large = entry.path("lfs").isObject();
        String file = what + ", " + name;
        String hash = large ? entry.path("lfs").path("oid").asText("") : entry.path("oid").asText();
        JsonNode size = large ? entry.path("lfs").path("size") : entry.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw new HubException(file + ": the listing gives " + size + " as its size");
        }
        files.put(
                name,
                new RemoteFile(
                        path,
                        size.longValue(),
                        ContentHash.of(file, hash.replaceFirst("^sha256:", ""))));
    }

    /** A repository with such a name is not to be trusted with any other. */
    private static void refuseHostile(String what, String name) {
        boolean leadsOut =
                name.isEmpty()
                        || name.startsWith("/")
                        || name.indexOf('\\') >= 0
                        || name.indexOf('\0') >= 0
                        || name.matches("[A-Za-z]:.*")
                        || java.util.Arrays.asList(name.split("/", -1)).contains("..");
        if (leadsOut) {
            RemotePath.of(what, name.isEmpty() ? "/" : name);
        }
    }
}
