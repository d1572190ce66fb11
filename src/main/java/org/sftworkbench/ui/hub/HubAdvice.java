package org.sftworkbench.ui.hub;

import org.sftworkbench.hub.HubException;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.Problem.Severity;
import org.sftworkbench.ui.common.words.Words;

/** Says in the window's language what a Hub's refusal means, and what to do in this pane. */
final class HubAdvice {
    private final Words words;

    HubAdvice(Words words) {
        this.words = words;
    }

    /** The advice, with the whole story behind it. */
    Problem of(HubException e) {
        String advice = advice(e);
        boolean wait = e.reason() == HubException.Reason.TAKEN;
        return new Problem(
                wait ? Severity.WARNING : Severity.ERROR,
                advice,
                advice.equals(e.getMessage()) ? "" : e.getMessage());
    }

    private String advice(HubException e) {
        return switch (e.reason()) {
            case NO_REPOSITORY ->
                    words.say(
                            "There is no model of this name, or it is private. Check the name; for"
                                    + " a private model save a token under Settings.");
            case NO_REVISION ->
                    words.say(
                            "The model has no such branch, tag or commit. Leave the revision empty"
                                    + " for the newest.");
            case NOT_GRANTED ->
                    words.say(
                            "This model is gated. Open its page in a browser, accept its terms"
                                    + " there, and save a token of that account under Settings.");
            case NEEDS_TOKEN ->
                    words.say(
                            "There is no model of this name, or it is private or gated. Check the"
                                    + " name, or save a token under Settings.");
            case TOKEN_REFUSED ->
                    words.say(
                            "The token is not accepted, or there is no model of this name. Check"
                                    + " the name, and the token under Settings.");
            case OFFLINE ->
                    words.say(
                            "Nothing is fetched, as HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set."
                                    + " Start the program without it.");
            case UNREACHABLE ->
                    words.say(
                            "The Hub cannot be reached. Check the network and the mirror under"
                                    + " Settings, then try again; what has come is kept.");
            case PROXY ->
                    words.say(
                            "The proxy in between does not let the download through. Check its"
                                    + " address; the details say more.");
            case NO_ROOM ->
                    words.say(
                            "The disk has too little room. Make room, or choose another directory"
                                    + " under Settings; what has come is kept.");
            case TAKEN ->
                    words.say(
                            "Another window or command downloads this model now. Wait for it, or"
                                    + " stop it there, then go on here.");
            case OTHER -> e.getMessage();
        };
    }
}
