package org.sftworkbench.data;

import org.sftworkbench.template.Origin;
import org.sftworkbench.template.TemplatePosition;

/**
 * One token of an example with everything that is known about it.
 *
 * @param id token id
 * @param token the vocabulary entry's name
 * @param text the characters it stands for in the rendered text
 * @param start first character in the rendered text, in UTF-16 units
 * @param end one past the last
 * @param trained whether it counts toward the loss
 * @param special whether it is a special token
 * @param message index of the message whose turn it belongs to, or -1
 * @param role that message's role, or the empty string
 * @param node the template node that wrote its first character; null where no Jinja template was
 *     used
 * @param origin the template or the input value that its first character came from
 */
public record TokenView(
        int id,
        String token,
        String text,
        int start,
        int end,
        boolean trained,
        boolean special,
        int message,
        String role,
        TemplatePosition node,
        Origin origin) {
    /** The same token with its mask changed. */
    TokenView withTrained(boolean changed) {
        return new TokenView(
                id, token, text, start, end, changed, special, message, role, node, origin);
    }
}
