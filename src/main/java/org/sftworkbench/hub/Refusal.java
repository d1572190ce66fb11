package org.sftworkbench.hub;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.sftworkbench.hub.HubException.Reason;

/** Says in the user's words why a Hub refuses something, from the status and its headers. */
final class Refusal {
    private static final long MOST_SECONDS = 86_400;

    private final Endpoint endpoint;
    private final boolean withToken;

    /**
     * @param withToken whether a token was sent
     */
    Refusal(Endpoint endpoint, boolean withToken) {
        this.endpoint = endpoint;
        this.withToken = withToken;
    }

    /** Whether asking again may help. */
    static boolean passes(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    PassingFault passing(int status, HttpHeaders headers) {
        String words =
                status == 429
                        ? "the server has had too many requests (429); a token raises the limit"
                        : "the server has a problem (" + status + "); try again later";
        return new PassingFault(words + said(headers), wait(headers));
    }

    /**
     * @param what was asked for
     * @param id the repository it belongs to
     */
    HubException lasting(String what, RepositoryId id, int status, HttpHeaders headers) {
        return new HubException(
                what + ": " + words(id, status, headers) + said(headers), reason(status, headers));
    }

    private Reason reason(int status, HttpHeaders headers) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        if (code.equals("GatedRepo") || status == 403) {
            return Reason.NOT_GRANTED;
        }
        return switch (status) {
            case 401 -> withToken ? Reason.TOKEN_REFUSED : Reason.NEEDS_TOKEN;
            case 404 -> code.equals("RevisionNotFound") ? Reason.NO_REVISION : Reason.NO_REPOSITORY;
            case 407 -> Reason.PROXY;
            default -> Reason.OTHER;
        };
    }

    private String words(RepositoryId id, int status, HttpHeaders headers) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        if (code.equals("GatedRepo") || status == 403) {
            return "access is not granted ("
                    + status
                    + "); open "
                    + endpoint
                    + "/"
                    + id
                    + " in a browser, accept its terms, and use a token of that account that may"
                    + " read it";
        }
        return switch (status) {
            case 401 ->
                    withToken
                            ? "the token is not accepted, or there is no such repository (401);"
                                    + " check both"
                            : "there is no such repository, or it is private or gated (401); check"
                                    + " the name, or give a token (HF_TOKEN, --token, or a login)";
            case 404 ->
                    code.equals("RevisionNotFound")
                            ? "the repository has no such revision (404); check --revision"
                            : code.equals("EntryNotFound")
                                    ? "the repository has no such file (404)"
                                    : "there is no such repository or revision at "
                                            + endpoint
                                            + " (404); check the name"
                                            + (withToken
                                                    ? ""
                                                    : ", or give a token if it is private");
            case 407 -> "a proxy in between asks for a password (407)";
            case 451 -> "not available for legal reasons (451)";
            default -> "the server answered with status " + status;
        };
    }

    private static String said(HttpHeaders headers) {
        return headers.firstValue("X-Error-Message")
                .map(text -> "; it says " + Printable.of(text))
                .orElse("");
    }

    private static Duration wait(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("").strip();
        return text.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Math.min(MOST_SECONDS, Long.parseLong(text)))
                : Duration.ZERO;
    }
}
